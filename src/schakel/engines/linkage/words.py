"""Word lists for reading names: general words that say nothing about who somebody is."""

from __future__ import annotations


def words(*lines: str) -> frozenset[str]:
    """The words in some lines of text."""
    return frozenset(" ".join(lines).split())


PARTICLES = words(
    "van de der den het te ten ter tot op in von vom zu zum du des di da dal del della dello do dos das",
    "al ul bin bint ibn ben ould bou abu",
)
LEADING_PARTICLES = words("van de der den ter ten te von")
TITLES = words(
    "dhr mw mevr mevrouw meneer mijnheer heer mr mrs ms miss sir dr drs ir ing prof tante oom opa oma zus broer",
    "juf meester pan pani herr frau bay bayan hanim abla abi",
)
NO_PERSON = words(
    "onbekend onbekende unknown nn nvt geen naam anoniem anonymous niemand vrouw man jongen meisje kind persoon",
    "vrouwen mannen jongens meisjes kinderen",
)
# Where somebody is from or how somebody looks says nothing about who it is: "Bulgaarse man" is no name. Words that
# are family names too are left out, so that nobody's name is thrown away.
ORIGIN = words(
    "bulgaarse roemeense poolse hongaarse tsjechische slowaakse sloveense kroatische servische albanese moldavische",
    "oekraiense russische witrussische letse litouwse estse georgische armeense turkse marokkaanse algerijnse tunesische",
    "egyptische syrische iraakse iraanse afghaanse pakistaanse indiase bengaalse nepalese vietnamese thaise filipijnse",
    "indonesische chinese mongoolse nigeriaanse ghanese keniaanse oegandese gambiaanse guineese eritrese ethiopische",
    "somalische soedanese surinaamse antilliaanse braziliaanse colombiaanse venezolaanse dominicaanse italiaanse portugese",
    "griekse europese oosteuropese afrikaanse aziatische arabische buitenlandse roemeen bulgaar marokkaan nigeriaan",
    "vietnamees oekrainer bulgarian romanian polish hungarian nigerian ukrainian syrian blonde getinte blanke oost",
)
NO_ORGANISATION = words("onbekend unknown geen naam nvt werkgever baas bedrijf")

SMALL = words("de het een en van voor te in aan bij op t s the and of for la le el der den ten ter a an i o")
# General trades: they say what is done, not by whom.
TRADES = words(
    "restaurant eetcafe eethuis cafe bar grill snackbar cafetaria lunchroom pizzeria shoarma kebab doner sushi wok toko",
    "keuken hotel hostel pension logies camping verblijf opvang bakkerij bakker slagerij slager supermarkt winkel markt",
    "avondwinkel wasserij stomerij kapper kapsalon barbershop salon studio nagelstudio nagelsalon nails nail beauty",
    "massage spa wellness club kwekerij tuinderij tuinbouw fruitteler fruithof boerderij plukkerij champignons aardbeien",
    "glastuinbouw veehouderij landbouw schoonmaak cleaning bouw bouwgroep klussen renovatie sloop stucadoors schilders",
    "transport vervoer logistiek logistics koeriers koerier trucking express taxi taxicentrale verhuizingen uitzend",
    "uitzendburo detachering flex werk jobs people payroll services service diensten personeel buro garage autos auto",
    "carwash autowas lease fietsen handel import export trading company onderneming bedrijven administratie kantoor",
    "administratiekantoor accountant accountants boekhouder advies consultancy vastgoed makelaar makelaardij woning",
    "woningen kamers huisvesting beheer zorg thuiszorg kerk moskee voedselbank escort slachterij vleesverwerking",
    "visverwerking pluimvee fabriek distributiecentrum magazijn atelier internationaal international nederland holland",
    "europe europa euro nl",
)
TRADE_ENDINGS = (
    "bedrijf", "kwekerij", "plukkerij", "teler", "bureau", "diensten", "verhuur", "restaurant", "winkel", "service",
    "makerij", "handel", "onderneming",
)  # fmt: skip
