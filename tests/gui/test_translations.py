"""The German catalogue is whole, and the tool that keeps it so says what is missing."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QLocale

import gui
from db import faults
from engine.images import ImageError, read
from engine.methods import METHODS
from engine.records import PlainError
from gui import extracting, language, said, said_texts, translations, ts_file, words
from gui.commands import COMMANDS
from gui.said import said as put
from gui.terms import change
from gui.top_bar import keyed
from resources import reasons

HOME = Path(gui.__file__).parent
GERMAN = HOME.parent / "resources" / "translations" / "hansel_de.ts"
FIELD = re.compile(r"\{\w*\}")
# A date may be put together of other parts.
OTHER_ENDS = {"Call people reviewer 1, reviewer 2, …"}  # the verb comes last
OTHER_FIELDS = {"{dd} {month} {yyyy}", "{dd} {month} {yyyy}, {time}", "{dd} {month} {time}"}


def catalogue() -> dict[tuple[str, str], tuple[bool, list[str], str]]:
    """(context, source) -> numerus, forms, type; read by the standard library alone."""
    found = {}
    for context in ElementTree.parse(GERMAN).getroot().iter("context"):
        for message in context.iter("message"):
            told = message.find("translation")
            numerus = message.get("numerus") == "yes"
            forms = [form.text or "" for form in told.iter("numerusform")] if numerus else [told.text or ""]
            key = (context.findtext("name"), message.findtext("source"))
            assert key not in found, f"twice: {key}"
            found[key] = (numerus, forms, told.get("type", ""))
    return found


CATALOGUE = catalogue()
OWN = {source: entry for (context, source), entry in CATALOGUE.items() if context == "hansel"}


@pytest.fixture
def german(qapp):
    language.install(qapp, "de")
    yield
    language.remove(qapp)


def literals() -> tuple[set[str], dict[str, str]]:
    """What the window's files give to tr and later, and plural's many -> one; found anew, by a walk of its own."""
    single, plurals = set(), {}
    for file in HOME.glob("*.py"):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            name = getattr(getattr(call, "func", None), "id", "")
            if name in ("tr", "later") and isinstance(call.args[0], ast.Constant):
                single.add(call.args[0].value)
            elif name == "plural" and isinstance(call.args[2], ast.Constant):
                plurals[call.args[2].value] = call.args[1].value
    return single, plurals


def test_every_text_of_the_window_is_in_german_and_none_is_left_over():
    single, plurals = literals()
    dynamic = {command.title for command in COMMANDS} | {command.menu for command in COMMANDS if command.menu}
    dynamic |= {text for method in METHODS.values() for text in (method.title, method.caveat)}
    dynamic |= {text for reason in reasons.standard() for text in (reason.title, reason.meaning)}
    dynamic |= {"spurious", "missed"}
    wanted = single | set(plurals) | dynamic
    assert not wanted - set(OWN), "python -m gui.translations update"
    left = set(OWN) - wanted
    assert left <= set(extracting.layouts()) | set(extracting.drives()), "python -m gui.translations tidy"
    assert {source for source, (numerus, _, _) in OWN.items() if numerus} == set(plurals)


def test_no_translation_is_empty_unfinished_or_vanished():
    assert not [key for key, (_, forms, kind) in CATALOGUE.items() if kind or not all(form.strip() for form in forms)]
    assert all(len(forms) == (2 if numerus else 1) for numerus, forms, _ in CATALOGUE.values())


def test_a_translation_has_what_its_source_has():
    wrong = []
    ones = literals()[1]
    for (_, source), (numerus, forms, _) in CATALOGUE.items():
        for n, form in enumerate(forms):
            # Of one, the number may be said or not.
            fields = set(FIELD.findall(source)) - ({"{n}"} if numerus and n == 0 and "{n}" not in form else set())
            if set(FIELD.findall(form)) != fields and source not in OTHER_FIELDS:
                wrong.append(("fields", source, form))
            for end in () if source in OTHER_ENDS else ("…", ":", ".", "?", " "):
                # Quotation marks and brackets close before or after a point.
                if source.endswith(end) != form.endswith(end) and not (end == "." and is_short(source, form)):
                    wrong.append((end, source, form))
            if source.startswith(" ") != form.startswith(" ") or source.count("\n") != form.count("\n"):
                wrong.append(("space", source, form))
            if source.count("&") != form.count("&"):
                wrong.append(("mnemonic", source, form))
        assert not numerus or source in ones
    assert not wrong


def is_short(source: str, form: str) -> bool:
    """Whether the point is one of an abbreviation or an ordinal, as in "{n} Min.", and no sentence's."""
    return len(source) < 25 and len(form) < 25 and form.endswith(("Min.", "Std.", "{n}."))


def test_quotation_marks_are_german_ones():
    assert not [form for _, forms, _ in CATALOGUE.values() for form in forms if "“" in form and "„" not in form]
    assert not [form for _, forms, _ in CATALOGUE.values() for form in forms if "”" in form]


def test_in_a_menu_no_two_entries_are_called_alike_and_no_two_mnemonics_are_one(german):
    for menu in {command.menu for command in COMMANDS if command.menu}:
        titles = Counter(command.shown for command in COMMANDS if command.menu == menu)
        assert not [title for title, times in titles.items() if times > 1]
    menus = list(dict.fromkeys(words.tr(command.menu) for command in COMMANDS if command.menu))
    taken: set[str] = set()
    opened = [re.search("&(.)", keyed(menu, taken))[1].lower() for menu in menus]
    assert len(set(opened)) == len(opened) == len(menus) > 6
    marked = [words.tr(source) for source in OWN if re.search(r"&\w", source) and source != "&Menu"]
    keys = Counter(re.search(r"&(\w)", text)[1].lower() for text in marked)
    assert len(marked) > 5
    assert not [key for key, times in keys.items() if times > 1]


SAID_OTHERWISE = {"Maps alike", 'For example: true:wolf verdict:flawed area<0.1 -reason:stamp 0412 "two words"'}


@pytest.mark.parametrize(
    ("english", "german"),
    [
        (r"maps?", r"[Kk]arte|Farbskala"),
        (r"explanations?", r"[Ee]rklär|^Eine? |^Auf andere|weitere"),
        (r"verdicts?", r"[Uu]rteil"),
        (r"backups?", r"[Ss]icherung"),
        (r"bundles?", r"Bündel"),
        (r"regions?", r"Bereich"),
        (r"flawed", r"[Ff]ehler|flawed"),
        (r"masks?", r"Maske"),
        (r"runs", r"L[aä]uf"),
        (r"gates?", r"Gate"),
    ],
)
def test_a_term_of_the_glossary_is_the_same_everywhere(english, german):
    wrong = [
        (source, form)
        for source, (_, forms, _) in OWN.items()
        for form in forms
        if re.search(rf"\b{english}\b", FIELD.sub("", source), re.IGNORECASE) and not re.search(german, form)
    ]
    assert not [pair for pair in wrong if pair[0] not in SAID_OTHERWISE]


def test_what_tr_is_given_must_be_known(tmp_path):
    for line in (
        'tr(f"{n} images")',
        'tr("a" + name)',
        "tr(names[0])",
        'plural(n, one, "{n} images")',
        "from gui.words import tr\nlist(map(tr, names))",
        'QCoreApplication.translate("hansel", text)',
    ):
        (tmp_path / "some.py").write_text(line + "\n")
        with pytest.raises(extracting.NotKnown, match=r"some\.py"):
            extracting.messages(tmp_path)
    (tmp_path / "some.py").write_text('NAMES = {"a": later("One way")}\ntr(NAMES[x])\ntr("Another" " way")\n')
    assert sorted(extracting.messages(tmp_path)) == ["Another way", "One way"]
    (tmp_path / "some.py").write_text('NAMES = {"a": later("One way"), "b": "forgotten here"}\ntr(NAMES[x])\n')
    with pytest.raises(extracting.NotKnown):
        extracting.messages(tmp_path)


def test_the_catalogue_is_as_the_tool_would_write_it():
    entries = translations.joined(translations.wanted(), ts_file.read(GERMAN)[1])
    assert ts_file.written("de", entries) == GERMAN.read_text(encoding="utf-8"), "python -m gui.translations update"


def test_the_tool_says_what_is_missing_and_takes_it_filled(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(translations, "FOLDER", tmp_path)
    file = tmp_path / "hansel_de.ts"
    text = GERMAN.read_text(encoding="utf-8").replace("<source>Redo</source>", "<source>Do over</source>")
    file.write_text(text.replace("<numerusform>{n} Bild</numerusform>", "<numerusform></numerusform>"), "utf-8")
    assert translations.main(["update"]) == 1
    told = capsys.readouterr()
    left = json.loads(told.out)
    assert left == {"Redo": "", "{n} images": ["", ""]}
    assert "2 without a translation, 1 no longer said" in told.err
    assert '<translation type="vanished">Wiederholen</translation>' in file.read_text("utf-8")
    (tmp_path / "filled.json").write_text(json.dumps({"Redo": "Wiederholen", "{n} images": ["{n} Bild", "{n} Bilder"]}))
    assert translations.main(["fill", str(tmp_path / "filled.json")]) == 0
    assert translations.main(["tidy"]) == 0
    assert file.read_text("utf-8") == GERMAN.read_text("utf-8")
    assert translations.main(["new", "fr"]) == 0
    assert language.Catalogue(tmp_path / "hansel_fr.ts").isEmpty()
    assert translations.main(["new", "xx"]) == 1


def test_qt_s_own_tools_read_the_file(tmp_path):
    lrelease = Path(sys.executable).parent / "pyside6-lrelease"
    if not lrelease.exists():
        pytest.skip("this PySide6 brings no lrelease")
    ran = subprocess.run([lrelease, GERMAN, "-qm", tmp_path / "de.qm"], capture_output=True, text=True, check=False)
    if ran.returncode and "not found" in ran.stderr + ran.stdout:
        pytest.skip("lrelease itself is not installed")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert f"{len(CATALOGUE)} finished and 0 unfinished" in ran.stdout


def test_which_language_it_is(monkeypatch):
    monkeypatch.delenv(language.VARIABLE, raising=False)
    assert language.wanted("de") == "de"
    assert language.wanted("en") == "en"
    assert language.wanted("tlh") == "en"
    monkeypatch.setattr(QLocale, "uiLanguages", lambda self: ["de-AT", "de", "en"])
    assert language.wanted("system") == "de"
    monkeypatch.setattr(QLocale, "uiLanguages", lambda self: ["fr-FR", "de-DE"])
    assert language.wanted("system") == "de"
    monkeypatch.setattr(QLocale, "uiLanguages", lambda self: ["fr-FR"])
    assert language.wanted("system") == "en"
    for said_so, expected in (("de_DE.UTF-8", "de"), ("en", "en"), ("no such", "en"), ("", "de")):
        monkeypatch.setenv(language.VARIABLE, said_so)
        assert language.wanted("de") == expected
    assert set(language.offered()) == {"en", "de"}


def test_a_file_that_cannot_be_read_leaves_english(qapp, tmp_path, monkeypatch):
    for text in ("", "<TS", '<TS language="xx"></TS>', "\x00"):
        (tmp_path / "hansel_de.ts").write_text(text, "utf-8")
        monkeypatch.setattr(language, "FOLDER", tmp_path)
        language.install(qapp, "de")
        assert words.tr("Undo") == "Undo"
        assert language.shown() == "en"
    language.remove(qapp)


def test_numbers_and_times_in_german(german):
    assert words.count(1234567) == "1.234.567"
    assert words.percent(0.155) == "15,5 %"
    assert words.percent(0.99999) == "99,9 %"
    assert words.three_digits(0.12345) == "0,123"
    assert words.likelihood(0.9704) == "0,970"
    assert words.scale_number(12.34) == "12,3"
    assert words.share_of_time(0.39) == "0,39 s"
    assert words.time_left(130) == "noch etwa 2 Min."
    assert words.duration(7300) == "2,0 Std."
    assert [words.ordinal(n) for n in (1, 2, 3, 11)] == ["1.", "2.", "3.", "11."]
    assert [words.images(n) for n in (0, 1, 2, 1200)] == ["0 Bilder", "1 Bild", "2 Bilder", "1.200 Bilder"]
    assert words.written("–1,234.5 MB") == "–1.234,5 MB"
    assert change("flaw on red/0001.png") == "fehlerhaft · red/0001.png"
    assert change("flaw on 1,200 images (the stamp)") == "fehlerhaft · 1.200 Bilder (the stamp)"


def test_without_a_language_numbers_are_as_they_were(qapp):
    language.install(qapp, "en")
    assert [words.count(1234567), words.percent(0.155), words.share_of_time(0.39)] == ["1,234,567", "15.5 %", "0.39 s"]
    language.remove(qapp)


def test_qt_s_own_texts_are_german_too(german):
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"
    assert QCoreApplication.translate("QLineEdit", "&Copy").replace("&", "") == "Kopieren"


# --- what engine and store say --------------------------------------------------------------------------------------


def test_what_the_store_says_is_put_into_german(german):
    full = faults.told(faults.DISK_FULL, "wolves.hansel")
    assert put(str(full)) == (
        "Der Datenträger mit wolves.hansel ist voll. Alles vorher Gespeicherte ist erhalten. "
        "Bitte Platz schaffen und dann weitermachen."
    )
    damaged = faults.told(faults.DAMAGED, "a. B.hansel", "malformed page")
    assert put(str(damaged)).startswith("Die Datenbank von a. B.hansel ist beschädigt: malformed page.")
    assert put(str(damaged)).endswith("wiederherstellen (hansel restore a. B.hansel).")
    holds = "The backup holds 1 run, 1,200 explanations, 81 verdicts. It lacks 2 explanations and 1 review event of the present database."  # noqa: E501
    assert put(holds) == (
        "Die Sicherung enthält 1 Lauf, 1.200 Erklärungen, 81 Urteile. "
        "Von der jetzigen Datenbank fehlt ihr: 2 Erklärungen und 1 Begutachtungsereignis."
    )
    assert put("class folders, 3 classes") == "Klassenordner, 3 Klassen"


def test_faults_of_the_machine_are_all_german(german):
    """Each of the texts that db/faults.py has, filled as it fills them."""
    texts = [text for name, text in vars(faults).items() if name.isupper() and isinstance(text, str)]
    assert len(texts) > 18
    fillings = {"name": "N.hansel", "detail": "no way", "found": "3.1", "needed": "3.38", "kept": faults.KEPT}
    for text in texts:
        error = text.format(restore=faults.RESTORE.format(name="N.hansel"), **fillings)
        told = put(error)
        assert told != error
        for sentence in re.split(r"(?<=\.) ", error):
            assert sentence not in told, (sentence, told)


def test_an_image_that_cannot_be_read_says_so_in_german(german, tmp_path):
    (tmp_path / "empty.png").write_bytes(b"")
    (tmp_path / "text.png").write_text("no image")
    heard = []
    for name in ("empty.png", "text.png", "gone.png"):
        with pytest.raises(ImageError) as caught:
            read(tmp_path / name)
        heard.append(put(str(caught.value)))
    assert heard[0] == "Die Datei ist leer (0 Bytes)."
    assert heard[1].startswith("Die Datei ist kein Bild")
    assert heard[2] == "Die Datei gibt es nicht. Wurde sie verschoben oder gelöscht?"


def test_what_no_template_made_is_said_as_it_is(german):
    for text in ("", "anna", "Das ist schon deutsch.", "x" * 9000, "A text that nobody says. Nor this one!"):
        assert put(text) == text
    assert put("Nothing was changed. A text that nobody says.") == "Es wurde nichts geändert. A text that nobody says."


def test_a_template_fills_what_stood_in_its_fields(qapp):
    said.use({"{a} is like {a}.": "wie {a}: {a}.", "There are {n} of {what}.": "{what}: {n}.", "gone": "weg"})
    try:
        assert put("x is like x.") == "wie x: x."
        assert put("x is like y.") == "x is like y."
        assert put("There are many of gone.") == "There are many of gone."
        assert put("There are 12 of gone.") == "weg: 12."
    finally:
        said.use({})
    assert put("gone") == "gone"


def test_f_strings_become_templates_sentence_by_sentence(tmp_path):
    (tmp_path / "engine").mkdir()
    (tmp_path / "db").mkdir()
    (tmp_path / "engine" / "some.py").write_text(
        '"""Not this one. It is told to nobody."""\n'
        'NOTHING = "Nothing was done."\n'
        "def f(path, n):\n"
        '    """Nor this one here."""\n'
        '    raise PlainError(f"The file {path} has {n:,} holes. {NOTHING} Mend it, or leave {path}.")\n'
    )
    assert list(said_texts.templates(tmp_path)) == [
        "Nothing was done.",
        "The file {path} has {n} holes.",
        "Mend it, or leave {path}.",
    ]
    assert issubclass(faults.StoreError, PlainError)
