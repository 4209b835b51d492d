"""Countries, their people and some of their places: enough to tell when two claims name different ones.

Hand-made from general knowledge, not a list of any publisher. A place that is missing is compared as a name.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

_COUNTRIES = """
Afghanistan; Afghan, Afghani; Kabul, Kandahar, Herat, Helmand
Albania; Albanian; Tirana
Algeria; Algerian; Algiers
Angola; Angolan; Luanda
Argentina; Argentine, Argentinian, Argentinean; Buenos Aires, Rosario
Armenia; Armenian; Yerevan
Australia; Australian, Aussie; Sydney, Melbourne, Brisbane, Perth, Canberra, Adelaide, Queensland, Tasmania, New South Wales
Austria; Austrian; Vienna, Salzburg, Graz
Azerbaijan; Azerbaijani, Azeri; Baku
Bahamas; Bahamian; Nassau
Bahrain; Bahraini; Manama
Bangladesh; Bangladeshi, Bengali; Dhaka, Chittagong
Barbados; Barbadian;
Belarus; Belarusian; Minsk
Belgium; Belgian; Brussels, Antwerp, Ghent, Bruges
Belize; Belizean;
Benin; Beninese;
Bhutan; Bhutanese; Thimphu
Bolivia; Bolivian; La Paz
Bosnia, Bosnia and Herzegovina; Bosnian; Sarajevo
Botswana; Botswanan; Gaborone
Brazil; Brazilian; Brasilia, Rio de Janeiro, Rio, Sao Paulo, Salvador
Britain, United Kingdom, Great Britain; British, Briton, Brit; London, Manchester, Birmingham, Liverpool, Leeds, Bristol, Sheffield
England; English; London, Manchester, Birmingham, Liverpool, Leeds, Bristol, Sheffield, Kent, Essex
Scotland; Scottish, Scot, Scots; Edinburgh, Glasgow, Aberdeen
Wales; Welsh; Cardiff, Swansea
Northern Ireland; Northern Irish; Belfast
Bulgaria; Bulgarian; Sofia, Plovdiv
Burkina Faso; Burkinabe; Ouagadougou
Burundi; Burundian; Bujumbura
Cambodia; Cambodian; Phnom Penh
Cameroon; Cameroonian; Yaounde
Canada; Canadian; Ottawa, Toronto, Montreal, Vancouver, Calgary, Quebec, Ontario, Alberta
Chad; Chadian; N'Djamena
Chile; Chilean; Santiago, Valparaiso
China; Chinese; Beijing, Shanghai, Guangdong, Zhejiang, Shenzhen, Guangzhou, Hangzhou, Wuhan, Tianjin, Chongqing, Sichuan, Xinjiang, Tibet, Nanjing, Hubei, Hunan, Henan, Hebei, Fujian, Jiangsu, Yunnan, Shandong, Chengdu
Hong Kong; Hong Konger; Kowloon
Taiwan; Taiwanese; Taipei
Colombia; Colombian; Bogota, Medellin, Cali
Congo; Congolese; Kinshasa, Goma, Brazzaville
Costa Rica; Costa Rican; San Jose
Croatia; Croatian, Croat; Zagreb
Cuba; Cuban; Havana, Guantanamo
Cyprus; Cypriot; Nicosia
Czech Republic, Czechia; Czech; Prague, Brno
Denmark; Danish, Dane; Copenhagen, Aarhus
Dominican Republic; Dominican; Santo Domingo
Ecuador; Ecuadorian, Ecuadorean; Quito, Guayaquil
Egypt; Egyptian; Cairo, Alexandria, Sinai, Giza
El Salvador; Salvadoran; San Salvador
Eritrea; Eritrean; Asmara
Estonia; Estonian; Tallinn
Ethiopia; Ethiopian; Addis Ababa
Fiji; Fijian; Suva
Finland; Finnish, Finn; Helsinki, Tampere
France; French, Frenchman, Frenchwoman; Paris, Lyon, Marseille, Toulouse, Bordeaux, Strasbourg, Lille, Nantes
Gabon; Gabonese;
Gambia; Gambian; Banjul
Georgia; Georgian; Tbilisi
Germany; German; Berlin, Munich, Hamburg, Frankfurt, Cologne, Dresden, Stuttgart, Leipzig, Bavaria
Ghana; Ghanaian; Accra
Greece; Greek; Athens, Thessaloniki, Crete
Greenland; Greenlandic, Greenlander; Nuuk
Grenada; Grenadian;
Guatemala; Guatemalan; Guatemala City
Guinea; Guinean; Conakry
Guyana; Guyanese; Georgetown
Haiti; Haitian; Port-au-Prince
Honduras; Honduran; Tegucigalpa
Hungary; Hungarian; Budapest
Iceland; Icelandic, Icelander; Reykjavik
India; Indian; New Delhi, Delhi, Mumbai, Bombay, Kolkata, Calcutta, Chennai, Bangalore, Hyderabad, Kashmir, Kerala, Punjab
Indonesia; Indonesian; Jakarta, Bali, Sumatra, Aceh, Java, Papua
Iran; Iranian, Persian; Tehran, Isfahan
Iraq; Iraqi; Baghdad, Mosul, Basra, Fallujah, Kirkuk, Erbil
Ireland; Irish; Dublin, Cork, Galway
Israel; Israeli; Jerusalem, Tel Aviv, Haifa
Italy; Italian; Rome, Milan, Naples, Turin, Venice, Florence, Sicily
Ivory Coast; Ivorian; Abidjan
Jamaica; Jamaican; Kingston
Japan; Japanese; Tokyo, Osaka, Kyoto, Fukushima, Hiroshima, Nagasaki
Jordan; Jordanian; Amman
Kazakhstan; Kazakh; Astana, Almaty
Kenya; Kenyan; Nairobi, Mombasa
Kosovo; Kosovan, Kosovar; Pristina
Kuwait; Kuwaiti; Kuwait City
Kyrgyzstan; Kyrgyz; Bishkek
Laos; Laotian; Vientiane
Latvia; Latvian; Riga
Lebanon; Lebanese; Beirut, Tripoli
Liberia; Liberian; Monrovia
Libya; Libyan; Tripoli, Benghazi, Sirte
Lithuania; Lithuanian; Vilnius, Kaunas
Luxembourg; Luxembourger;
Macedonia, North Macedonia; Macedonian; Skopje
Madagascar; Malagasy; Antananarivo
Malawi; Malawian; Lilongwe
Malaysia; Malaysian; Kuala Lumpur, Penang
Maldives; Maldivian; Male Atoll
Mali; Malian; Bamako, Timbuktu
Malta; Maltese; Valletta
Mauritania; Mauritanian; Nouakchott
Mauritius; Mauritian;
Mexico; Mexican; Mexico City, Tijuana, Guadalajara, Cancun, Acapulco
Moldova; Moldovan; Chisinau
Monaco; Monegasque; Monte Carlo
Mongolia; Mongolian, Mongol; Ulaanbaatar
Montenegro; Montenegrin; Podgorica
Morocco; Moroccan; Rabat, Casablanca, Marrakesh
Mozambique; Mozambican; Maputo
Myanmar, Burma; Burmese; Yangon, Rangoon, Naypyidaw, Mandalay
Namibia; Namibian; Windhoek
Nepal; Nepalese, Nepali; Kathmandu
Netherlands, Holland; Dutch, Dutchman; Amsterdam, Rotterdam, The Hague, Utrecht
New Zealand; New Zealander, Kiwi; Wellington, Auckland, Christchurch
Nicaragua; Nicaraguan; Managua
Niger; Nigerien; Niamey
Nigeria; Nigerian; Lagos, Abuja, Kano, Maiduguri
North Korea; North Korean; Pyongyang
South Korea; South Korean; Seoul, Busan
Korea; Korean;
Norway; Norwegian; Oslo, Bergen
Oman; Omani; Muscat
Pakistan; Pakistani; Islamabad, Karachi, Lahore, Peshawar, Quetta, Rawalpindi
Palestine; Palestinian; Gaza, Ramallah, West Bank, Hebron
Panama; Panamanian; Panama City
Papua New Guinea; Papuan; Port Moresby
Paraguay; Paraguayan; Asuncion
Peru; Peruvian; Lima, Cusco
Philippines; Filipino, Philippine; Manila, Mindanao, Davao, Cebu
Poland; Polish, Pole; Warsaw, Krakow, Gdansk
Portugal; Portuguese; Lisbon, Porto
Puerto Rico; Puerto Rican; San Juan
Qatar; Qatari; Doha
Romania; Romanian; Bucharest
Russia; Russian; Moscow, Saint Petersburg, St. Petersburg, Siberia, Chechnya, Grozny, Sochi
Rwanda; Rwandan; Kigali
Saudi Arabia; Saudi, Saudi Arabian; Riyadh, Mecca, Jeddah, Medina
Senegal; Senegalese; Dakar
Serbia; Serbian, Serb; Belgrade
Sierra Leone; Sierra Leonean; Freetown
Singapore; Singaporean;
Slovakia; Slovak, Slovakian; Bratislava
Slovenia; Slovenian, Slovene; Ljubljana
Somalia; Somali, Somalian; Mogadishu
South Africa; South African; Johannesburg, Cape Town, Pretoria, Durban, Soweto
South Sudan; South Sudanese; Juba
Spain; Spanish, Spaniard; Madrid, Barcelona, Seville, Valencia, Catalonia, Bilbao
Sri Lanka; Sri Lankan; Colombo
Sudan; Sudanese; Khartoum, Darfur
Suriname; Surinamese;
Sweden; Swedish, Swede; Stockholm, Gothenburg, Malmo
Switzerland; Swiss; Geneva, Zurich, Bern, Basel, Lausanne, Davos
Syria; Syrian; Damascus, Aleppo, Homs, Idlib, Raqqa, Hama, Daraa
Tajikistan; Tajik; Dushanbe
Tanzania; Tanzanian; Dar es Salaam, Zanzibar
Thailand; Thai; Bangkok, Phuket, Chiang Mai
Togo; Togolese; Lome
Tonga; Tongan;
Trinidad and Tobago, Trinidad; Trinidadian; Port of Spain
Tunisia; Tunisian; Tunis
Turkey, Türkiye; Turkish, Turk; Istanbul, Ankara, Izmir
Turkmenistan; Turkmen; Ashgabat
Uganda; Ugandan; Kampala
Ukraine; Ukrainian; Kiev, Kyiv, Donetsk, Lviv, Odessa, Kharkiv, Crimea
United Arab Emirates; Emirati; Dubai, Abu Dhabi
United States, United States of America, America, USA; American; Washington, New York, Los Angeles, Chicago, Houston, Boston, San Francisco, Philadelphia, Seattle, Miami, Dallas, Atlanta, Detroit, Denver, Las Vegas, New Orleans, Baltimore, Phoenix, San Diego, Minneapolis, Cleveland, Pittsburgh, Orlando, Texas, California, Florida, Alabama, Alaska, Arizona, Arkansas, Colorado, Connecticut, Delaware, Hawaii, Idaho, Illinois, Indiana, Iowa, Kansas, Kentucky, Louisiana, Maine, Maryland, Massachusetts, Michigan, Minnesota, Mississippi, Missouri, Montana, Nebraska, Nevada, New Hampshire, New Jersey, New Mexico, North Carolina, North Dakota, Ohio, Oklahoma, Oregon, Pennsylvania, Rhode Island, South Carolina, South Dakota, Tennessee, Utah, Vermont, Virginia, West Virginia, Wisconsin, Wyoming, Manhattan, Brooklyn, Hollywood, Malibu
Uruguay; Uruguayan; Montevideo
Uzbekistan; Uzbek; Tashkent
Vatican; ; Vatican City
Venezuela; Venezuelan; Caracas
Vietnam; Vietnamese; Hanoi, Ho Chi Minh City, Saigon
Yemen; Yemeni; Sanaa, Aden
Zambia; Zambian; Lusaka
Zimbabwe; Zimbabwean; Harare
Europe; European;
Africa; African;
Antarctica; Antarctic;
Asia; Asian;
"""  # noqa: E501

_LARGER = {"England": "Britain", "Scotland": "Britain", "Wales": "Britain", "Northern Ireland": "Britain"}


class Place(NamedTuple):
    """A place: the name shown, the country it lies in ("" for countries), and whether the words name its people."""

    name: str
    within: str
    people: bool = False


@lru_cache(maxsize=1)
def places() -> dict[str, Place]:
    """Places by every lower-case name, also of their people, in the singular."""
    found: dict[str, Place] = {}
    for line in _COUNTRIES.strip().splitlines():
        names, people, parts = ([w.strip() for w in field.split(",") if w.strip()] for field in line.split(";"))
        country = names[0]
        larger = _LARGER.get(country, "")
        found |= {name.lower(): Place(country, larger) for name in names}
        found |= {name.lower(): Place(country, larger, people=True) for name in people}
        for part in parts:
            found.setdefault(part.lower(), Place(part, country))
    found |= {short: Place(country, "") for short, country in _SHORT.items()}
    return found


_SHORT = {
    "u.s.": "United States",
    "us": "United States",
    "u.s.a.": "United States",
    "u.k.": "Britain",
    "uk": "Britain",
    "uae": "United Arab Emirates",
    "u.a.e.": "United Arab Emirates",
}


def lies_within(inner: Place, outer: Place) -> bool:
    """Whether one place is the other or a part of it, as far as is known here."""
    if inner.name == outer.name:
        return True
    return bool(inner.within) and (inner.within == outer.name or _LARGER.get(inner.within) == outer.name)


@lru_cache(maxsize=1)
def country_words() -> dict[str, str]:
    """One-word names of peoples, and second names of countries, to the one word that stands for the country."""
    shown = {"United States": "usa"}
    found = {
        word: shown.get(place.name, place.name.lower())
        for word, place in places().items()
        if not place.within
        and word != place.name.lower()
        and " " not in word
        and " " not in shown.get(place.name, place.name)
    }
    return found | {f"{word}s": country for word, country in found.items()}
