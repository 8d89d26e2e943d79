"""Sources that say what another one says, in another language, and many that only seem to."""

import pytest

from kb.knowledge import Reading
from kb.readers.blocks import Draft, number
from kb.readers.translations import Marks, marks, translations


def text(language: str, words: str) -> Marks:
    return marks(Reading("article", "", "t", number([Draft(words, (1, 1))]), language=language))


CLASS_EN = text(
    "en",
    "rather than 2 hours of Netflix, do see this 40-minute class by the founder of a $20B firm, all of it, to its end",
)
CLASS_ES = text(
    "es", "En vez de 2 horas de Netflix esta noche, mira esta clase de 40 min del fundador de una empresa de $20B"
)
BRIDGE_EN = text(
    "en",
    "The footbridge over the Arvel at Kestermouth is 312.5 metres long and cost $48M. It hangs from 1,264 cables that"
    " were spun by Haldane in 2019, and the firm weighed each of them: together 873 tonnes. On the opening day 17,430"
    " people crossed it, says @arvelbridge, and nobody fell in. See https://arvel.example/bridge for the drawings.",
)
BRIDGE_DE = text(
    "de",
    "Die Fußgängerbrücke über den Arvel bei Kestermouth ist 312,5 Meter lang und hat $48M gekostet. Sie hängt an 1.264"
    " Seilen, die Haldane 2019 gesponnen hat, und die Firma wog jedes: zusammen 873 Tonnen. Am ersten Tag gingen"
    " 17.430 Menschen hinüber, sagt @arvelbridge, und niemand fiel hinein. Pläne: https://arvel.example/bridge.",
)
BRIDGE_ES = text(
    "es",
    "La pasarela sobre el río Arvel en Kestermouth mide 312,5 metros y costó $48M. Cuelga de 1.264 cables que trenzó"
    " Haldane en 2019, y la empresa pesó cada uno: en total 873 toneladas. El día de la apertura la cruzaron 17.430"
    " personas, dice @arvelbridge, y nadie se cayó. Los planos están en https://arvel.example/bridge para todos.",
)
BRIDGE_FR = text(
    "fr",
    "La passerelle sur la rivière Arvel à Kestermouth mesure 312,5 mètres et a coûté $48M. Elle tient à 1264 câbles que"
    " la maison Haldane a filés en 2019, et elle a pesé chacun : en tout 873 tonnes. Le premier jour, 17430 personnes"
    " l'ont traversée, dit @arvelbridge, et personne n'est tombé. Les plans : https://arvel.example/bridge pour tous.",
)
BRIDGE_JA = text(
    "ja",
    "Kestermouthのアーベル川に架かる歩道橋は長さ312.5メートル、費用は$48Mでした。橋は2019年にHaldane社が編んだ1,264本の"
    "ケーブルで吊られています。同社は一本ずつ重さを量り、合計は873トンでした。開通の日には17,430人が渡ったと"
    "@arvelbridge は言います。落ちた人はいません。図面は https://arvel.example/bridge にあります。",
)
BRIDGE_ZH = text(
    "zh",
    "位于Kestermouth的阿维尔河人行桥长312.5米,造价$48M。整座桥由1,264根钢缆悬吊,钢缆由Haldane公司于2019年绞制。"
    "公司逐根称重,合计873吨。 @arvelbridge 说,开放当天共有17,430人走过这座桥,没有一个人掉进河里。"
    "图纸请见 https://arvel.example/bridge 这个网页,欢迎大家下载、传阅和评论。",
)
CAPTION_EN = text(
    "en",
    "welcome back to the workshop, today we rebuild the Morven gearbox from 1987, which has 214 parts and weighs 38.5"
    " kilos, the spare ones came from Tarleton for £1,140 and they took 67 days to get here",
)
CAPTION_DE = text(
    "de",
    "willkommen zurück in der Werkstatt, heute bauen wir das Morven Getriebe von 1987 neu, mit 214 Teilen und 38,5"
    " Kilo, die Ersatzteile kamen von Tarleton für £1.140 und brauchten 67 Tage bis hierher",
)
SALE_EN = text(
    "en",
    "Wendover bought 3,850 bicycles from @velomax for $1.2M, 415 of them with a motor, and sold all of them in a week",
)
SALE_FR = text(
    "fr", "Wendover a acheté 3850 vélos à @velomax pour $1.2M, dont 415 avec un moteur, et les a tous vendus vite"
)


@pytest.mark.parametrize(
    ("one", "two", "files"),
    [
        pytest.param(CLASS_EN, CLASS_ES, "ff", id="short posts of one file, en and es"),
        pytest.param(SALE_EN, SALE_FR, "ff", id="short posts of one file, en and fr"),
        pytest.param(CAPTION_EN, CAPTION_DE, "ff", id="captions of one file, en and de"),
        pytest.param(BRIDGE_EN, BRIDGE_DE, "fg", id="articles, en and de"),
        pytest.param(BRIDGE_EN, BRIDGE_ES, "fg", id="articles, en and es"),
        pytest.param(BRIDGE_EN, BRIDGE_FR, "fg", id="articles, en and fr"),
        pytest.param(BRIDGE_EN, BRIDGE_JA, "fg", id="articles, en and ja"),
        pytest.param(BRIDGE_EN, BRIDGE_ZH, "fg", id="articles, en and zh"),
        pytest.param(BRIDGE_DE, BRIDGE_JA, "fg", id="articles, de and ja"),
    ],
)
def test_what_a_translator_leaves_in_its_order_gives_a_translation_away(one: Marks, two: Marks, files: str) -> None:
    found = translations({"one": one, "two": two}, dict(zip(("one", "two"), files, strict=True)))
    fuller, other = ("one", "two") if one.words > two.words else ("two", "one")
    assert found == {other: fuller}


FUNDING_EN = text(
    "en",
    "In 2023 the chip maker Quorvane raised $200M at a valuation of $2B, and it plans to hire 500 people by 2025. The"
    " round was led by Northgate, and the money goes into a plant near Dresden that opens in 2026 and makes sensors.",
)
FUNDING_DE = text(
    "de",
    "Das Unternehmen Quorvane hat 2023 in Dresden 300 Leute entlassen. Von den $200M der Anleger ist wenig übrig, und"
    " das Werk, das 2026 öffnen sollte, steht leer. Northgate schweigt. Im Jahr 2025 waren es noch 1.150 Leute.",
)
TRIP_EN = text(
    "en",
    "I spent 2 weeks in China and saw 6 cities and 100 things. We took 14 trains and 3 planes, and slept in 9 hotels."
    " The best noodles were in Chengdu, for 20 yuan, and the worst in Beijing, for 60. I came home 5 kilos heavier.",
)
DIARY_DE = text(
    "de",
    "Heute 60 Kilometer gefahren, 2 Pannen, 6 Stunden im Sattel. Gestern waren es 100, davon 14 im Regen, und 3 Mal"
    " habe ich geflucht. Das Rad hat 20 Gänge, ich brauche 5. Im Frühling will ich 9 Tage fahren, gern bis China.",
)
RESULTS_EN = text(
    "en",
    "Quarterly sales at Marlowe rose 12.5% to $4.31B. Cloud grew 27.3%, devices fell 8.4%, and the company bought back"
    " shares for $640M. For the next quarter Marlowe expects $4.52B and 1,850 more employees in its Lisbon office.",
)
RESULTS_ES = text(
    "es",
    "Los ingresos de la empresa Marlowe crecieron un 9,8% hasta $4.08B en el trimestre anterior. La nube subió un 31,2%"
    " y la publicidad un 14,6%. La firma recompró acciones por $640M. En su oficina de Lisbon trabajan 1.210 personas.",
)
RESULTS_SHUFFLED = text(
    "es",
    "La empresa espera $4.52B y 1.850 empleados más en Lisbon para el próximo trimestre, y eso gustó. Recompró acciones"
    " por $640M, la venta de aparatos cayó un 8,4%, la nube creció un 27,3% y Marlowe ingresó $4.31B, un 12,5% más.",
)
PRICES_EN = text(
    "en", "The phone costs $999, the tablet $599 and the watch $399, says Apple, all of them from September"
)
PRICES_DE = text(
    "de", "Das Telefon kostet $999 und sonst gibt es von Apple nichts, die Uhr für $249 ist von gestern, leider"
)
YEARS_EN = text(
    "en", "It was founded in 1998, moved in 2004, was sold in 2011, again in 2015 and closed its doors in 2020"
)
YEARS_FR = text(
    "fr", "Elle est née en 1998, a étudié en 2004, a gagné en 2011 et en 2015, et elle a pris sa retraite en 2020"
)
NAMES_EN = text(
    "en", "people talk of Google, Microsoft, Amazon, Facebook and Netflix as if nobody else had ever made software"
)
NAMES_ES = text(
    "es", "dicen que Google, Microsoft, Amazon, Facebook y Netflix van a contratar menos gente este mismo año"
)
LIST_EN = text("en", "1. wash 2. peel 3. cut 4. boil 5. season 6. stir 7. taste 8. serve 9. eat 10. rest 11. wash up")
LIST_DE = text(
    "de", "1. messen 2. sägen 3. bohren 4. leimen 5. pressen 6. warten 7. schleifen 8. ölen 9. fertig 10. 11."
)
TESLA_EN = text(
    "en", "the car maker Tesla raised $2B from banks last night, and nobody on the market was surprised by it"
)
TESLA_ES = text(
    "es", "la compañía Tesla perdió $2B en bolsa en un solo día y los accionistas no están nada contentos hoy"
)
LINK_EN = text(
    "en", "a good read about eels, with maps and photographs, for a rainy day: https://eels.example/all by @eelman"
)
LINK_ES = text(
    "es", "no estoy de acuerdo con casi nada de lo que dice aquí: https://eels.example/all lo siento, @eelman mío"
)
SUMMARY_DE = text(
    "de", "Die Brücke bei Kestermouth ist 312,5 Meter lang und hat $48M gekostet; 1.264 Seile wiegen 873 Tonnen."
)
RIVAL_DE = text(
    "de",
    "Die alte Brücke in Kestermouth war 198,2 Meter lang und hatte $48M an Schulden, als Haldane sie 2019 abriss. Sie"
    " hing an 640 Seilen, die 512 Tonnen wogen. Am letzten Tag gingen 2.310 Menschen hinüber, sagt @arvelbridge, und"
    " sie weinten. Mehr steht auf https://arvel.example/old und in dem Buch von Ostrander, das 24,90 kostet.",
)
UNKNOWN = text("", "Wendover 3850 @velomax $1.2M 415")


@pytest.mark.parametrize(
    ("one", "two", "files"),
    [
        pytest.param(FUNDING_EN, FUNDING_DE, "fg", id="one company, its years and its money"),
        pytest.param(FUNDING_EN, FUNDING_DE, "ff", id="one company, beside each other"),
        pytest.param(TRIP_EN, DIARY_DE, "fg", id="a trip and a diary with the same small numbers"),
        pytest.param(TRIP_EN, DIARY_DE, "ff", id="a trip and a diary beside each other"),
        pytest.param(RESULTS_EN, RESULTS_ES, "fg", id="two quarters of one company"),
        pytest.param(RESULTS_EN, RESULTS_SHUFFLED, "fg", id="the same figures told in another order"),
        pytest.param(PRICES_EN, PRICES_DE, "ff", id="one price of one company"),
        pytest.param(YEARS_EN, YEARS_FR, "ff", id="the same years in the same order"),
        pytest.param(NAMES_EN, NAMES_ES, "ff", id="the same famous names in the same order"),
        pytest.param(LIST_EN, LIST_DE, "ff", id="numbered lists"),
        pytest.param(TESLA_EN, TESLA_ES, "ff", id="one name and one sum"),
        pytest.param(LINK_EN, LINK_ES, "ff", id="two opinions about one link"),
        pytest.param(BRIDGE_EN, SUMMARY_DE, "fg", id="a summary is no translation"),
        pytest.param(BRIDGE_EN, RIVAL_DE, "fg", id="another bridge of the same town and firm"),
        pytest.param(BRIDGE_EN, RIVAL_DE, "ff", id="another bridge beside it"),
        pytest.param(CLASS_EN, CLASS_ES, "fg", id="short posts of two files: plausible, not certain"),
        pytest.param(SALE_EN, UNKNOWN, "ff", id="a language that nobody knows"),
        pytest.param(BRIDGE_EN, text("en", "312.5 $48M 1,264 873 17,430 " + "more " * 40), "fg", id="one language"),
        pytest.param(CAPTION_EN, SALE_FR, "ff", id="nothing in common"),
    ],
)
def test_what_is_only_plausible_stays_unclaimed(one: Marks, two: Marks, files: str) -> None:
    assert translations({"one": one, "two": two}, dict(zip(("one", "two"), files, strict=True))) == {}


def test_each_finds_its_own_original_among_many() -> None:
    sources = {
        "class": CLASS_EN,
        "clase": CLASS_ES,
        "trip": TRIP_EN,
        "diary": DIARY_DE,
        "sale": SALE_EN,
        "vente": SALE_FR,
    }
    assert translations(sources, dict.fromkeys(sources, "f")) == {"clase": "class", "vente": "sale"}


def test_what_everybody_has_is_no_evidence() -> None:
    crowd = {f"other{at}": text("en", "Netflix again, $20B, and 40 of them" + " and more" * at) for at in range(20)}
    sources = {"class": CLASS_EN, "clase": CLASS_ES, **{key: text("en", "ask Netflix for $20B") for key in crowd}}
    assert translations(sources, dict.fromkeys(sources, "f")) == {}
