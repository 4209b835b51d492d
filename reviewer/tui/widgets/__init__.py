"""Line-API widgets: they turn lines of runs into strips, and know no rules."""
