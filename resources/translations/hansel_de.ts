<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>hansel</name>
    <message>
        <location filename="gui/about.py"/>
        <source>Shows what an image classifier looked at, and keeps the record.</source>
        <translation>Zeigt, worauf ein Bildklassifikator geschaut hat, und führt darüber Buch.</translation>
    </message>
    <message>
        <location filename="gui/about.py"/>
        <source>Apache License 2.0. Nothing that you look at leaves this computer.</source>
        <translation>Apache-Lizenz 2.0. Nichts von dem, was hier betrachtet wird, verlässt diesen Rechner.</translation>
    </message>
    <message>
        <location filename="gui/about.py"/>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <location filename="gui/about.py"/>
        <location filename="gui/setup_form.py"/>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <location filename="gui/about.py"/>
        <source>schema {schema}; this Hansel writes {own}</source>
        <translation>Schema {schema}; dieses Hansel schreibt {own}</translation>
    </message>
    <message>
        <location filename="gui/about.py"/>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>About Hansel</source>
        <translation>Über Hansel</translation>
    </message>
    <message>
        <location filename="gui/about.py"/>
        <location filename="gui/trend_section.py"/>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <location filename="gui/about.py"/>
        <source>Copy these lines, for a report of a fault</source>
        <translation>Diese Zeilen für eine Fehlermeldung kopieren</translation>
    </message>
    <message>
        <location filename="gui/about.py"/>
        <location filename="gui/about_method.py"/>
        <location filename="gui/again_panel.py"/>
        <location filename="gui/closing.py"/>
        <location filename="gui/key_sheet.py"/>
        <location filename="gui/leaving.py"/>
        <location filename="gui/notices.py"/>
        <location filename="gui/rule_view.py"/>
        <location filename="gui/saves.py"/>
        <location filename="gui/settings_panel.py"/>
        <location filename="gui/toasts.py"/>
        <location filename="gui/what_if_card.py"/>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <location filename="gui/about.py"/>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <location filename="gui/about.py"/>
        <source>from source</source>
        <translation>aus dem Quelltext</translation>
    </message>
    <message>
        <location filename="gui/about.py"/>
        <source>not installed</source>
        <translation>nicht installiert</translation>
    </message>
    <message>
        <location filename="gui/about.py"/>
        <source>none open; this Hansel writes schema {own}</source>
        <translation>keins geöffnet; dieses Hansel schreibt Schema {own}</translation>
    </message>
    <message>
        <location filename="gui/about.py"/>
        <source>schema {schema}, the newest</source>
        <translation>Schema {schema}, das neueste</translation>
    </message>
    <message>
        <location filename="gui/about_method.py"/>
        <source>It was not measured.</source>
        <translation>Das wurde nicht gemessen.</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/about_method.py"/>
        <source>{n} nets</source>
        <extracomment>For 1, in English: one net</extracomment>
        <translation><numerusform>{n} Netz</numerusform><numerusform>{n} Netzen</numerusform></translation>
    </message>
    <message>
        <location filename="gui/about_method.py"/>
        <source>About a method</source>
        <translation>Über eine Methode</translation>
    </message>
    <message>
        <location filename="gui/about_method.py"/>
        <location filename="gui/again_panel.py"/>
        <location filename="gui/setup_form.py"/>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <location filename="gui/about_method.py"/>
        <source>About this method</source>
        <translation>Über diese Methode</translation>
    </message>
    <message>
        <location filename="gui/about_method.py"/>
        <location filename="gui/again_panel.py"/>
        <location filename="gui/facts.py"/>
        <location filename="gui/method_link.py"/>
        <location filename="gui/rule.py"/>
        <location filename="gui/setup_form.py"/>
        <source>Learned propagation rules</source>
        <translation>Gelernte Propagationsregeln</translation>
    </message>
    <message>
        <location filename="gui/about_method.py"/>
        <location filename="gui/again_panel.py"/>
        <location filename="gui/facts.py"/>
        <location filename="gui/method_link.py"/>
        <location filename="gui/rule.py"/>
        <location filename="gui/setup_form.py"/>
        <source>Keep and drop are in-sample: the map was learned to make them good. Early layers weigh in even when late ones change.</source>
        <translation>Keep und Drop sind in-sample: Die Karte wurde darauf gelernt, dass sie gut ausfallen. Frühe Schichten zählen auch dann, wenn sich späte ändern.</translation>
    </message>
    <message>
        <location filename="gui/about_method.py"/>
        <location filename="gui/again_panel.py"/>
        <location filename="gui/facts.py"/>
        <location filename="gui/method_link.py"/>
        <location filename="gui/rule.py"/>
        <location filename="gui/setup_form.py"/>
        <source>Gradient</source>
        <translation>Gradient</translation>
    </message>
    <message>
        <location filename="gui/about_method.py"/>
        <location filename="gui/again_panel.py"/>
        <location filename="gui/facts.py"/>
        <location filename="gui/method_link.py"/>
        <location filename="gui/rule.py"/>
        <location filename="gui/setup_form.py"/>
        <source>Noisy; shows where a small change moves the score, not what the score is made of.</source>
        <translation>Verrauscht; zeigt, wo eine kleine Änderung den Score bewegt, nicht, woraus der Score besteht.</translation>
    </message>
    <message>
        <location filename="gui/about_method.py"/>
        <location filename="gui/again_panel.py"/>
        <location filename="gui/facts.py"/>
        <location filename="gui/method_link.py"/>
        <location filename="gui/rule.py"/>
        <location filename="gui/setup_form.py"/>
        <source>Guided back-propagation</source>
        <translation>Guided Backpropagation</translation>
    </message>
    <message>
        <location filename="gui/about_method.py"/>
        <location filename="gui/again_panel.py"/>
        <location filename="gui/facts.py"/>
        <location filename="gui/method_link.py"/>
        <location filename="gui/rule.py"/>
        <location filename="gui/setup_form.py"/>
        <source>Close to an edge detector: it hardly changes when the model's weights are randomised.</source>
        <translation>Fast ein Kantendetektor: ändert sich kaum, wenn die Gewichte des Modells zufällig neu gezogen werden.</translation>
    </message>
    <message>
        <location filename="gui/about_method.py"/>
        <location filename="gui/again_panel.py"/>
        <location filename="gui/facts.py"/>
        <location filename="gui/method_link.py"/>
        <location filename="gui/rule.py"/>
        <location filename="gui/setup_form.py"/>
        <source>Deconvnet</source>
        <translation>Deconvnet</translation>
    </message>
    <message>
        <location filename="gui/about_method.py"/>
        <location filename="gui/again_panel.py"/>
        <location filename="gui/facts.py"/>
        <location filename="gui/method_link.py"/>
        <location filename="gui/rule.py"/>
        <location filename="gui/setup_form.py"/>
        <source>Ignores which units were alive; nearly the same picture for every class.</source>
        <translation>Beachtet nicht, welche Einheiten aktiv waren; fast dasselbe Bild für jede Klasse.</translation>
    </message>
    <message>
        <location filename="gui/about_method.py"/>
        <location filename="gui/again_panel.py"/>
        <location filename="gui/facts.py"/>
        <location filename="gui/method_link.py"/>
        <location filename="gui/rule.py"/>
        <location filename="gui/setup_form.py"/>
        <source>Input x gradient</source>
        <translation>Eingabe × Gradient</translation>
    </message>
    <message>
        <location filename="gui/about_method.py"/>
        <location filename="gui/again_panel.py"/>
        <location filename="gui/facts.py"/>
        <location filename="gui/method_link.py"/>
        <location filename="gui/rule.py"/>
        <location filename="gui/setup_form.py"/>
        <source>Blind where the input is zero, and zero is the mean colour for most models. As noisy as the gradient.</source>
        <translation>Blind, wo die Eingabe null ist, und null ist bei den meisten Modellen die mittlere Farbe. So verrauscht wie der Gradient.</translation>
    </message>
    <message>
        <location filename="gui/about_method.py"/>
        <location filename="gui/again_panel.py"/>
        <location filename="gui/facts.py"/>
        <location filename="gui/method_link.py"/>
        <location filename="gui/rule.py"/>
        <location filename="gui/setup_form.py"/>
        <source>Integrated gradients</source>
        <translation>Integrierte Gradienten</translation>
    </message>
    <message>
        <location filename="gui/about_method.py"/>
        <location filename="gui/again_panel.py"/>
        <location filename="gui/facts.py"/>
        <location filename="gui/method_link.py"/>
        <location filename="gui/rule.py"/>
        <location filename="gui/setup_form.py"/>
        <source>Speaks of the difference to the mean colour: parts of that colour get nothing.</source>
        <translation>Spricht vom Unterschied zur mittleren Farbe: Teile in dieser Farbe bekommen nichts.</translation>
    </message>
    <message>
        <location filename="gui/about_method.py"/>
        <location filename="gui/again_panel.py"/>
        <location filename="gui/facts.py"/>
        <location filename="gui/method_link.py"/>
        <location filename="gui/rule.py"/>
        <location filename="gui/setup_form.py"/>
        <source>SmoothGrad</source>
        <translation>SmoothGrad</translation>
    </message>
    <message>
        <location filename="gui/about_method.py"/>
        <location filename="gui/again_panel.py"/>
        <location filename="gui/facts.py"/>
        <location filename="gui/method_link.py"/>
        <location filename="gui/rule.py"/>
        <location filename="gui/setup_form.py"/>
        <source>A gradient averaged over noisy copies of the image; the noise is nothing the model has seen, and its width changes the map.</source>
        <translation>Ein Gradient, gemittelt über verrauschte Kopien des Bildes; solches Rauschen hat das Modell nie gesehen, und seine Breite ändert die Karte.</translation>
    </message>
    <message>
        <location filename="gui/about_method.py"/>
        <location filename="gui/again_panel.py"/>
        <location filename="gui/facts.py"/>
        <location filename="gui/method_link.py"/>
        <location filename="gui/rule.py"/>
        <location filename="gui/setup_form.py"/>
        <source>Occlusion</source>
        <translation>Verdeckung</translation>
    </message>
    <message>
        <location filename="gui/about_method.py"/>
        <location filename="gui/again_panel.py"/>
        <location filename="gui/facts.py"/>
        <location filename="gui/method_link.py"/>
        <location filename="gui/rule.py"/>
        <location filename="gui/setup_form.py"/>
        <source>No finer than its window, and blind to evidence that is there twice: hiding one leaves the other.</source>
        <translation>Nicht feiner als ihr Fenster und blind für das, was doppelt vorhanden ist: Wird eines verdeckt, bleibt das andere.</translation>
    </message>
    <message>
        <location filename="gui/about_method.py"/>
        <location filename="gui/again_panel.py"/>
        <location filename="gui/facts.py"/>
        <location filename="gui/method_link.py"/>
        <location filename="gui/rule.py"/>
        <location filename="gui/setup_form.py"/>
        <source>Grad-CAM</source>
        <translation>Grad-CAM</translation>
    </message>
    <message>
        <location filename="gui/about_method.py"/>
        <location filename="gui/again_panel.py"/>
        <location filename="gui/facts.py"/>
        <location filename="gui/method_link.py"/>
        <location filename="gui/rule.py"/>
        <location filename="gui/setup_form.py"/>
        <source>As coarse as the last feature map, a few cells a side, drawn smoothly. Needs a convolutional map.</source>
        <translation>So grob wie die letzte Merkmalskarte, wenige Zellen je Seite, weich gezeichnet. Braucht eine Faltungskarte.</translation>
    </message>
    <message>
        <location filename="gui/about_method.py"/>
        <location filename="gui/again_panel.py"/>
        <location filename="gui/facts.py"/>
        <location filename="gui/method_link.py"/>
        <location filename="gui/rule.py"/>
        <location filename="gui/setup_form.py"/>
        <source>Layer-CAM</source>
        <translation>Layer-CAM</translation>
    </message>
    <message>
        <location filename="gui/about_method.py"/>
        <location filename="gui/again_panel.py"/>
        <location filename="gui/facts.py"/>
        <location filename="gui/method_link.py"/>
        <location filename="gui/rule.py"/>
        <location filename="gui/setup_form.py"/>
        <source>RISE</source>
        <translation>RISE</translation>
    </message>
    <message>
        <location filename="gui/about_method.py"/>
        <location filename="gui/again_panel.py"/>
        <location filename="gui/facts.py"/>
        <location filename="gui/method_link.py"/>
        <location filename="gui/rule.py"/>
        <location filename="gui/setup_form.py"/>
        <source>An average over random masks: grainy, slow, and it never falls to zero where nothing matters.</source>
        <translation>Ein Mittel über zufällige Masken: körnig, langsam, und nie null, wo nichts von Belang ist.</translation>
    </message>
    <message>
        <location filename="gui/about_method.py"/>
        <location filename="gui/again_panel.py"/>
        <location filename="gui/facts.py"/>
        <location filename="gui/method_link.py"/>
        <location filename="gui/rule.py"/>
        <location filename="gui/setup_form.py"/>
        <source>LRP (relevance propagation)</source>
        <translation>LRP (Relevanzpropagation)</translation>
    </message>
    <message>
        <location filename="gui/about_method.py"/>
        <location filename="gui/again_panel.py"/>
        <location filename="gui/facts.py"/>
        <location filename="gui/method_link.py"/>
        <location filename="gui/rule.py"/>
        <location filename="gui/setup_form.py"/>
        <source>Knows modules only: sums and products written in forward pass plain gradients, so that relevance is not conserved there. Refused for attention, layer norm and layers used twice.</source>
        <translation>Kennt nur Module: Im Vorwärtslauf ausgeschriebene Summen und Produkte geben einfache Gradienten weiter, die Relevanz bleibt dort nicht erhalten. Lehnt Attention, Layer Norm und mehrfach verwendete Schichten ab.</translation>
    </message>
    <message>
        <location filename="gui/about_method.py"/>
        <source>On {nets} and pictures of two things, {own} of what the map puts on the two is on the one asked for (.5 is chance), and {energy} of the whole map. Its highest pixels cover a single thing to {rank}. Other nets and pictures give other figures.</source>
        <translation>Bei {nets} und Bildern mit je zwei Dingen liegt {own} dessen, was die Karte auf beide legt, auf dem gefragten (0,5 ist Zufall), und {energy} der ganzen Karte. Ihre höchsten Pixel decken ein einzelnes Ding zu {rank} ab. Andere Netze und Bilder ergeben andere Werte.</translation>
    </message>
    <message>
        <location filename="gui/about_method.py"/>
        <location filename="gui/canvas_bar.py"/>
        <source>{low} to {high}</source>
        <translation>{low} bis {high}</translation>
    </message>
    <message>
        <location filename="gui/about_method.py"/>
        <source>What this run was told</source>
        <translation>Was diesem Lauf vorgegeben wurde</translation>
    </message>
    <message>
        <location filename="gui/about_method.py"/>
        <source>What it is told</source>
        <translation>Was ihr vorgegeben wird</translation>
    </message>
    <message>
        <location filename="gui/about_method.py"/>
        <source>What to keep in mind</source>
        <translation>Was zu bedenken ist</translation>
    </message>
    <message>
        <location filename="gui/about_method.py"/>
        <source>How good it was where the truth is known</source>
        <translation>Wie gut sie war, wo die Wahrheit bekannt ist</translation>
    </message>
    <message>
        <location filename="gui/about_method.py"/>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <location filename="gui/about_method.py"/>
        <source>this Hansel does not know the method {name}</source>
        <translation>dieses Hansel kennt die Methode {name} nicht</translation>
    </message>
    <message>
        <location filename="gui/again.py"/>
        <source>being explained again…</source>
        <translation>wird noch einmal erklärt…</translation>
    </message>
    <message>
        <location filename="gui/again.py"/>
        <location filename="gui/side_by_side.py"/>
        <source>Being explained…</source>
        <translation>Wird erklärt…</translation>
    </message>
    <message>
        <location filename="gui/again.py"/>
        <source>nothing to explain again here</source>
        <translation>hier gibt es nichts noch einmal zu erklären</translation>
    </message>
    <message>
        <location filename="gui/again.py"/>
        <source>This project is open for reading only, so nothing new can be kept in it.</source>
        <translation>Dieses Projekt ist nur zum Lesen geöffnet, darum kann darin nichts Neues aufbewahrt werden.</translation>
    </message>
    <message>
        <location filename="gui/again.py"/>
        <source>That one is there already.</source>
        <translation>Diese gibt es schon.</translation>
    </message>
    <message>
        <location filename="gui/again.py"/>
        <source>Loading the run's model…</source>
        <translation>Das Modell des Laufs wird geladen…</translation>
    </message>
    <message>
        <location filename="gui/again.py"/>
        <source>{image} was explained again: {how}.</source>
        <translation>{image} wurde noch einmal erklärt: {how}.</translation>
    </message>
    <message>
        <location filename="gui/again.py"/>
        <location filename="gui/mending.py"/>
        <location filename="gui/rule.py"/>
        <location filename="gui/side_by_side.py"/>
        <location filename="gui/what_ifs.py"/>
        <source>Next: after the batch at hand.</source>
        <translation>Als Nächstes: nach dem laufenden Batch.</translation>
    </message>
    <message>
        <location filename="gui/again.py"/>
        <location filename="gui/queue_runner.py"/>
        <location filename="gui/run_news.py"/>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <location filename="gui/again.py"/>
        <source>this image has one explanation; {key} asks for another</source>
        <translation>dieses Bild hat eine Erklärung; {key} fragt nach einer weiteren</translation>
    </message>
    <message>
        <location filename="gui/again_panel.py"/>
        <location filename="gui/side_words.py"/>
        <source>by hand</source>
        <translation>von Hand</translation>
    </message>
    <message>
        <location filename="gui/again_panel.py"/>
        <source>Explanations of this image</source>
        <translation>Erklärungen dieses Bildes</translation>
    </message>
    <message>
        <location filename="gui/again_panel.py"/>
        <source>Explain this image again</source>
        <translation>Dieses Bild noch einmal erklären</translation>
    </message>
    <message>
        <location filename="gui/again_panel.py"/>
        <source>Explain again</source>
        <translation>Noch einmal erklären</translation>
    </message>
    <message>
        <location filename="gui/again_panel.py"/>
        <location filename="gui/rule_view.py"/>
        <location filename="gui/what_if_card.py"/>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <location filename="gui/again_panel.py"/>
        <location filename="gui/setup_form.py"/>
        <source>Steps of learning</source>
        <translation>Lernschritte</translation>
    </message>
    <message>
        <location filename="gui/again_panel.py"/>
        <location filename="gui/trend_words.py"/>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <location filename="gui/again_panel.py"/>
        <source>Class to explain</source>
        <translation>Zu erklärende Klasse</translation>
    </message>
    <message>
        <location filename="gui/again_panel.py"/>
        <source>Explain</source>
        <translation>Erklären</translation>
    </message>
    <message>
        <location filename="gui/again_panel.py"/>
        <source>{method}, pack</source>
        <translation>{method}, Paket</translation>
    </message>
    <message>
        <location filename="gui/again_panel.py"/>
        <location filename="gui/side_words.py"/>
        <source>run {n}</source>
        <translation>Lauf {n}</translation>
    </message>
    <message>
        <location filename="gui/again_panel.py"/>
        <source>asked for by hand</source>
        <translation>von Hand angefordert</translation>
    </message>
    <message>
        <location filename="gui/again_panel.py"/>
        <source>verdicts go to the first</source>
        <translation>Urteile gelten der ersten</translation>
    </message>
    <message>
        <location filename="gui/again_panel.py"/>
        <source>Name the class to explain.</source>
        <translation>Bitte die zu erklärende Klasse nennen.</translation>
    </message>
    <message>
        <location filename="gui/again_panel.py"/>
        <source>Show {what}, {where}</source>
        <translation>{what} zeigen, {where}</translation>
    </message>
    <message>
        <location filename="gui/again_panel.py"/>
        <source>The model has no class {name}.</source>
        <translation>Das Modell hat keine Klasse {name}.</translation>
    </message>
    <message>
        <location filename="gui/app.py"/>
        <source>Something went wrong inside Hansel. What was saved is safe. The details are in the log: {path}</source>
        <translation>In Hansel ist etwas schiefgegangen. Was gespeichert wurde, ist sicher. Die Einzelheiten stehen im Protokoll: {path}</translation>
    </message>
    <message>
        <location filename="gui/asking.py"/>
        <source>Lists of images (*.csv *.tsv *.json)</source>
        <translation>Bildlisten (*.csv *.tsv *.json)</translation>
    </message>
    <message>
        <location filename="gui/asking.py"/>
        <source>Folder of images</source>
        <translation>Bilderordner</translation>
    </message>
    <message>
        <location filename="gui/asking.py"/>
        <source>Project (a folder named NAME.hansel)</source>
        <translation>Projekt (ein Ordner namens NAME.hansel)</translation>
    </message>
    <message>
        <location filename="gui/asking.py"/>
        <source>List of images</source>
        <translation>Bildliste</translation>
    </message>
    <message>
        <location filename="gui/asking.py"/>
        <location filename="gui/mending.py"/>
        <source>Model description</source>
        <translation>Modellbeschreibung</translation>
    </message>
    <message>
        <location filename="gui/asking.py"/>
        <location filename="gui/mending.py"/>
        <source>Model (*.toml)</source>
        <translation>Modell (*.toml)</translation>
    </message>
    <message>
        <location filename="gui/asking.py"/>
        <source>Project (*.hansel)</source>
        <translation>Projekt (*.hansel)</translation>
    </message>
    <message>
        <location filename="gui/asking.py"/>
        <source>Where the project goes</source>
        <translation>Wohin das Projekt kommt</translation>
    </message>
    <message>
        <location filename="gui/audit_queue.py"/>
        <source>Stopped with the window; everything done is kept.</source>
        <translation>Mit dem Fenster angehalten; alles Erledigte bleibt.</translation>
    </message>
    <message>
        <location filename="gui/audit_room.py"/>
        <source>See what the classifier looked at</source>
        <translation>Sehen, worauf der Klassifikator geschaut hat</translation>
    </message>
    <message>
        <location filename="gui/audit_room.py"/>
        <source>Drop a folder, a list, single images, a model.toml or a .hansel project anywhere on this window.</source>
        <translation>Ordner, Liste, einzelne Bilder, eine model.toml oder ein .hansel-Projekt irgendwo auf dieses Fenster ziehen.</translation>
    </message>
    <message>
        <location filename="gui/audit_room.py"/>
        <location filename="gui/bundles.py"/>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/pattern_acting.py"/>
        <location filename="gui/queue_bar.py"/>
        <location filename="gui/rooms.py"/>
        <source>Open project…</source>
        <translation>Projekt öffnen…</translation>
    </message>
    <message>
        <location filename="gui/audit_room.py"/>
        <source>Recent projects</source>
        <translation>Zuletzt geöffnete Projekte</translation>
    </message>
    <message>
        <location filename="gui/audit_room.py"/>
        <source>Open project {name}</source>
        <translation>Projekt {name} öffnen</translation>
    </message>
    <message>
        <location filename="gui/audits.py"/>
        <source>audit finished · nothing new</source>
        <translation>Audit beendet · nichts Neues</translation>
    </message>
    <message>
        <location filename="gui/audits.py"/>
        <source>audit finished · {done} done</source>
        <translation>Audit beendet · {done} erledigt</translation>
    </message>
    <message>
        <location filename="gui/audits.py"/>
        <source>audit cancelled · {done} done, all kept</source>
        <translation>Audit abgebrochen · {done} erledigt, alles bleibt</translation>
    </message>
    <message>
        <location filename="gui/audits.py"/>
        <source>audit interrupted · {done} done, all kept</source>
        <translation>Audit unterbrochen · {done} erledigt, alles bleibt</translation>
    </message>
    <message>
        <location filename="gui/audits.py"/>
        <source>audit finished · {done} done in {time}</source>
        <translation>Audit beendet · {done} erledigt in {time}</translation>
    </message>
    <message>
        <location filename="gui/audits.py"/>
        <source>audit cancelled · {done} done in {time}, all kept</source>
        <translation>Audit abgebrochen · {done} erledigt in {time}, alles bleibt</translation>
    </message>
    <message>
        <location filename="gui/audits.py"/>
        <source>audit interrupted · {done} done in {time}, all kept</source>
        <translation>Audit unterbrochen · {done} erledigt in {time}, alles bleibt</translation>
    </message>
    <message>
        <location filename="gui/audits.py"/>
        <source>reading the folder…</source>
        <translation>Ordner wird gelesen…</translation>
    </message>
    <message>
        <location filename="gui/audits.py"/>
        <source>{done} of {total}</source>
        <translation>{done} von {total}</translation>
    </message>
    <message>
        <location filename="gui/audits.py"/>
        <source>loading {model}…</source>
        <translation>{model} wird geladen…</translation>
    </message>
    <message>
        <location filename="gui/audits.py"/>
        <source>{place} · cancelling after this batch</source>
        <translation>{place} · Abbruch nach diesem Batch</translation>
    </message>
    <message>
        <location filename="gui/audits.py"/>
        <source>paused at {place}</source>
        <translation>angehalten bei {place}</translation>
    </message>
    <message>
        <location filename="gui/bundle_dialog.py"/>
        <source>One file that carries reviews to another machine, where they are merged in. Images do not travel: they are found there if they lie at the same path.</source>
        <translation>Eine Datei, die Begutachtungen auf einen anderen Rechner bringt, wo sie zusammengeführt werden. Bilder reisen nicht mit: Sie werden dort gefunden, wenn sie am selben Pfad liegen.</translation>
    </message>
    <message>
        <location filename="gui/bundle_dialog.py"/>
        <location filename="gui/bundles.py"/>
        <source>Export bundle</source>
        <translation>Bündel exportieren</translation>
    </message>
    <message>
        <location filename="gui/bundle_dialog.py"/>
        <source>Reviews of everyone, with what they are about</source>
        <translation>Begutachtungen von allen, mit dem, wovon sie handeln</translation>
    </message>
    <message>
        <location filename="gui/bundle_dialog.py"/>
        <source>All explanations of the run that is shown, reviewed or not</source>
        <translation>Alle Erklärungen des gezeigten Laufs, ob begutachtet oder nicht</translation>
    </message>
    <message>
        <location filename="gui/bundle_dialog.py"/>
        <source>The maps of these explanations</source>
        <translation>Die Karten dieser Erklärungen</translation>
    </message>
    <message>
        <location filename="gui/bundle_dialog.py"/>
        <location filename="gui/report_dialog.py"/>
        <source>Choose file…</source>
        <translation>Datei wählen…</translation>
    </message>
    <message>
        <location filename="gui/bundle_dialog.py"/>
        <location filename="gui/long_work.py"/>
        <location filename="gui/pattern_dialogs.py"/>
        <location filename="gui/patterns_room.py"/>
        <location filename="gui/report_dialog.py"/>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <location filename="gui/bundle_dialog.py"/>
        <source>Choose what goes into it.</source>
        <translation>Bitte wählen, was hineinkommt.</translation>
    </message>
    <message>
        <location filename="gui/bundle_dialog.py"/>
        <source>Without reviews: for someone who is to review blind.</source>
        <translation>Ohne Begutachtungen: für jemanden, der blind begutachten soll.</translation>
    </message>
    <message>
        <location filename="gui/bundle_dialog.py"/>
        <source>Without maps the other side sees predictions and evidence only, unless it has the run already.</source>
        <translation>Ohne Karten sieht die andere Seite nur Vorhersagen und Messwerte, es sei denn, sie hat den Lauf schon.</translation>
    </message>
    <message>
        <location filename="gui/bundle_dialog.py"/>
        <source>Export a bundle of {name}</source>
        <translation>Bündel von {name} exportieren</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/bundle_words.py"/>
        <source>{n} reviews came</source>
        <extracomment>For 1, in English: 1 review came</extracomment>
        <translation><numerusform>{n} Begutachtung kam hinzu</numerusform><numerusform>{n} Begutachtungen kamen hinzu</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="gui/bundle_words.py"/>
        <location filename="gui/words.py"/>
        <source>{n} reviews</source>
        <extracomment>For 1, in English: 1 review</extracomment>
        <translation><numerusform>{n} Begutachtung</numerusform><numerusform>{n} Begutachtungen</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="gui/bundle_words.py"/>
        <location filename="gui/report_words.py"/>
        <source>{n} explanations</source>
        <extracomment>For 1, in English: 1 explanation</extracomment>
        <translation><numerusform>{n} Erklärung</numerusform><numerusform>{n} Erklärungen</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="gui/bundle_words.py"/>
        <location filename="gui/pattern_acting.py"/>
        <source>{n} maps</source>
        <extracomment>For 1, in English: 1 map</extracomment>
        <translation><numerusform>{n} Karte</numerusform><numerusform>{n} Karten</numerusform></translation>
    </message>
    <message>
        <location filename="gui/bundle_words.py"/>
        <source>Wrote {place}: {reviews}, {explanations}, {maps}.</source>
        <translation>{place} geschrieben: {reviews}, {explanations}, {maps}.</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/bundle_words.py"/>
        <location filename="gui/queue_runner.py"/>
        <location filename="gui/report_words.py"/>
        <location filename="gui/trend_words.py"/>
        <source>{n} runs</source>
        <extracomment>For 1, in English: 1 run</extracomment>
        <translation><numerusform>{n} Lauf</numerusform><numerusform>{n} Läufe</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="gui/bundle_words.py"/>
        <source> and {n} more</source>
        <extracomment>For 1, in English:  and 1 more</extracomment>
        <translation><numerusform> und {n} weiteres</numerusform><numerusform> und {n} weitere</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="gui/bundle_words.py"/>
        <source>its {n} reviews were here already</source>
        <extracomment>For 1, in English: its 1 review was here already</extracomment>
        <translation><numerusform>seine eine Begutachtung war schon da</numerusform><numerusform>seine {n} Begutachtungen waren schon da</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="gui/bundle_words.py"/>
        <source>{n} were here already</source>
        <extracomment>For 1, in English: 1 was here already</extracomment>
        <translation><numerusform>{n} war schon da</numerusform><numerusform>{n} waren schon da</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="gui/bundle_words.py"/>
        <source>On {n} images one reviewer said two things on two machines; the later is shown, both are kept.</source>
        <extracomment>For 1, in English: On 1 image one reviewer said two things on two machines; the later is shown, both are kept.</extracomment>
        <translation><numerusform>Zu {n} Bild hat eine Person auf zwei Rechnern Verschiedenes gesagt; gezeigt wird das spätere, beides bleibt.</numerusform><numerusform>Zu {n} Bildern hat eine Person auf zwei Rechnern Verschiedenes gesagt; gezeigt wird das spätere, beides bleibt.</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="gui/bundle_words.py"/>
        <source>{n} explanations had another map there; those here were kept.</source>
        <extracomment>For 1, in English: 1 explanation had another map there; the one here was kept.</extracomment>
        <translation><numerusform>{n} Erklärung hatte dort eine andere Karte; die hiesige blieb.</numerusform><numerusform>{n} Erklärungen hatten dort eine andere Karte; die hiesigen blieben.</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="gui/bundle_words.py"/>
        <source>{n} images were explained on both sides, and are in the run a second time.</source>
        <extracomment>For 1, in English: 1 image was explained on both sides, and is in the run a second time.</extracomment>
        <translation><numerusform>{n} Bild wurde auf beiden Seiten erklärt und steht ein zweites Mal im Lauf.</numerusform><numerusform>{n} Bilder wurden auf beiden Seiten erklärt und stehen ein zweites Mal im Lauf.</numerusform></translation>
    </message>
    <message>
        <location filename="gui/bundle_words.py"/>
        <source>{file} is a bundle of what {names} reviewed.</source>
        <translation>{file} ist ein Bündel mit dem, was {names} begutachtet haben.</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/bundle_words.py"/>
        <source>{n} new runs</source>
        <extracomment>For 1, in English: 1 new run</extracomment>
        <translation><numerusform>{n} neuer Lauf</numerusform><numerusform>{n} neue Läufe</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="gui/bundle_words.py"/>
        <source>{n} new explanations</source>
        <extracomment>For 1, in English: 1 new explanation</extracomment>
        <translation><numerusform>{n} neue Erklärung</numerusform><numerusform>{n} neue Erklärungen</numerusform></translation>
    </message>
    <message>
        <location filename="gui/bundle_words.py"/>
        <location filename="gui/queueing.py"/>
        <source>Nobody disagrees.</source>
        <translation>Niemand ist anderer Meinung.</translation>
    </message>
    <message>
        <location filename="gui/bundle_words.py"/>
        <source>You have judged 1 image on which reviewers disagree.</source>
        <translation>Zu 1 von Ihnen beurteilten Bild gehen die Urteile auseinander.</translation>
    </message>
    <message>
        <location filename="gui/bundle_words.py"/>
        <source>You have judged {n} images on which reviewers disagree.</source>
        <translation>Zu {n} von Ihnen beurteilten Bildern gehen die Urteile auseinander.</translation>
    </message>
    <message>
        <location filename="gui/bundle_words.py"/>
        <source>Reviewers now disagree on 1 image.</source>
        <translation>Die Urteile gehen nun bei 1 Bild auseinander.</translation>
    </message>
    <message>
        <location filename="gui/bundle_words.py"/>
        <source>Reviewers now disagree on {n} images.</source>
        <translation>Die Urteile gehen nun bei {n} Bildern auseinander.</translation>
    </message>
    <message>
        <location filename="gui/bundle_words.py"/>
        <source>It is in run {run}.</source>
        <translation>Es steht in Lauf {run}.</translation>
    </message>
    <message>
        <location filename="gui/bundle_words.py"/>
        <source>1 of them is in run {run}.</source>
        <translation>1 davon steht in Lauf {run}.</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/bundle_words.py"/>
        <source>{n} maps are missing here or were altered, so they are not in it.</source>
        <extracomment>For 1, in English: 1 map is missing here or was altered, so it is not in it.</extracomment>
        <translation><numerusform>{n} Karte fehlt hier oder wurde verändert und ist darum nicht dabei.</numerusform><numerusform>{n} Karten fehlen hier oder wurden verändert und sind darum nicht dabei.</numerusform></translation>
    </message>
    <message>
        <location filename="gui/bundle_words.py"/>
        <source>{file} is a bundle of {runs} without reviews.</source>
        <translation>{file} ist ein Bündel mit {runs} ohne Begutachtungen.</translation>
    </message>
    <message>
        <location filename="gui/bundle_words.py"/>
        <source>Nothing new in {file}: {here}.</source>
        <translation>Nichts Neues in {file}: {here}.</translation>
    </message>
    <message>
        <location filename="gui/bundle_words.py"/>
        <source>They are in run {run}.</source>
        <translation>Sie stehen in Lauf {run}.</translation>
    </message>
    <message>
        <location filename="gui/bundle_words.py"/>
        <source>They are in other runs than this one.</source>
        <translation>Sie stehen in anderen Läufen als diesem.</translation>
    </message>
    <message>
        <location filename="gui/bundle_words.py"/>
        <source>{n} of them are in run {run}.</source>
        <translation>{n} davon stehen in Lauf {run}.</translation>
    </message>
    <message>
        <location filename="gui/bundle_words.py"/>
        <source>{n} of them are in other runs.</source>
        <translation>{n} davon stehen in anderen Läufen.</translation>
    </message>
    <message>
        <location filename="gui/bundle_words.py"/>
        <source>All of {file} was in {project} already.</source>
        <translation>Alles aus {file} war schon in {project}.</translation>
    </message>
    <message>
        <location filename="gui/bundle_words.py"/>
        <source>Merged {file} into {project}:</source>
        <translation>{file} mit {project} zusammengeführt:</translation>
    </message>
    <message>
        <location filename="gui/bundles.py"/>
        <source>Merge bundle</source>
        <translation>Bündel zusammenführen</translation>
    </message>
    <message>
        <location filename="gui/bundles.py"/>
        <source>Make a project of it…</source>
        <translation>Ein Projekt daraus machen…</translation>
    </message>
    <message>
        <location filename="gui/bundles.py"/>
        <source>Bundle (*{suffix})</source>
        <translation>Bündel (*{suffix})</translation>
    </message>
    <message>
        <location filename="gui/bundles.py"/>
        <location filename="gui/exporting.py"/>
        <source>Choose another place…</source>
        <translation>Anderen Ort wählen…</translation>
    </message>
    <message>
        <location filename="gui/bundles.py"/>
        <source>No bundle was written.</source>
        <translation>Es wurde kein Bündel geschrieben.</translation>
    </message>
    <message>
        <location filename="gui/bundles.py"/>
        <source>Nothing was taken in.</source>
        <translation>Es wurde nichts übernommen.</translation>
    </message>
    <message>
        <location filename="gui/bundles.py"/>
        <source>{what} {project} is open for reading only, so it cannot be merged into it. Nothing was taken in.</source>
        <translation>{what} {project} ist nur zum Lesen geöffnet, darum kann es nicht damit zusammengeführt werden. Es wurde nichts übernommen.</translation>
    </message>
    <message>
        <location filename="gui/bundles.py"/>
        <source>No project was made.</source>
        <translation>Es wurde kein Projekt angelegt.</translation>
    </message>
    <message>
        <location filename="gui/bundles.py"/>
        <source>Writing {file}…</source>
        <translation>{file} wird geschrieben…</translation>
    </message>
    <message>
        <location filename="gui/bundles.py"/>
        <source>Looking at {file}…</source>
        <translation>{file} wird angesehen…</translation>
    </message>
    <message>
        <location filename="gui/bundles.py"/>
        <source>{what} Open the project that it belongs to, or make one of it.</source>
        <translation>{what} Bitte das zugehörige Projekt öffnen oder eines daraus machen.</translation>
    </message>
    <message>
        <location filename="gui/bundles.py"/>
        <source>{what} Merge it into {project}? A backup is made first.</source>
        <translation>{what} Mit {project} zusammenführen? Vorher wird eine Sicherung angelegt.</translation>
    </message>
    <message>
        <location filename="gui/bundles.py"/>
        <source>{project} was made of {file}.</source>
        <translation>{project} wurde aus {file} gemacht.</translation>
    </message>
    <message>
        <location filename="gui/bundles.py"/>
        <source>Making {project}…</source>
        <translation>{project} wird angelegt…</translation>
    </message>
    <message>
        <location filename="gui/bundles.py"/>
        <source>Merging {file}…</source>
        <translation>{file} wird zusammengeführt…</translation>
    </message>
    <message>
        <location filename="gui/bundles.py"/>
        <source>Show disagreements</source>
        <translation>Abweichende Urteile zeigen</translation>
    </message>
    <message>
        <location filename="gui/bundles.py"/>
        <location filename="gui/exporting.py"/>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <location filename="gui/bundles.py"/>
        <source>Another bundle is at work. Nothing was done with {file}.</source>
        <translation>Ein anderes Bündel ist in Arbeit. Mit {file} geschah nichts.</translation>
    </message>
    <message>
        <location filename="gui/bundles.py"/>
        <source>Merge all the same</source>
        <translation>Trotzdem zusammenführen</translation>
    </message>
    <message>
        <location filename="gui/bundles.py"/>
        <source>Merge</source>
        <translation>Zusammenführen</translation>
    </message>
    <message>
        <location filename="gui/bundles.py"/>
        <source>The project as it was before is kept as {place}.</source>
        <translation>Das Projekt, wie es vorher war, liegt unter {place}.</translation>
    </message>
    <message>
        <location filename="gui/bundles.py"/>
        <source>Stopped. {kept}</source>
        <translation>Angehalten. {kept}</translation>
    </message>
    <message>
        <location filename="gui/bundles.py"/>
        <source>{what} It is of another project: even an audit of the same images, when made apart, is a run of its own. Merging adds its runs to {project}; to compare verdicts, begin from one bundle.</source>
        <translation>{what} Es gehört zu einem anderen Projekt: Auch ein Audit derselben Bilder ist, getrennt angelegt, ein eigener Lauf. Beim Zusammenführen kommen seine Läufe zu {project} hinzu; um Urteile zu vergleichen, von einem gemeinsamen Bündel ausgehen.</translation>
    </message>
    <message>
        <location filename="gui/canvas.py"/>
        <source>Canvas</source>
        <translation>Bildfläche</translation>
    </message>
    <message>
        <location filename="gui/canvas.py"/>
        <location filename="gui/panel.py"/>
        <location filename="gui/side_by_side.py"/>
        <source>No image</source>
        <translation>Kein Bild</translation>
    </message>
    <message>
        <location filename="gui/canvas.py"/>
        <source>not seen by the model</source>
        <translation>vom Modell nicht gesehen</translation>
    </message>
    <message>
        <location filename="gui/canvas.py"/>
        <location filename="gui/canvas_layer.py"/>
        <location filename="gui/mark_bar.py"/>
        <location filename="gui/narrator.py"/>
        <source>spurious</source>
        <translation>irreführend</translation>
    </message>
    <message>
        <location filename="gui/canvas.py"/>
        <location filename="gui/canvas_layer.py"/>
        <location filename="gui/mark_bar.py"/>
        <location filename="gui/narrator.py"/>
        <source>missed</source>
        <translation>übersehen</translation>
    </message>
    <message>
        <location filename="gui/canvas.py"/>
        <source>Reading {image}…</source>
        <translation>{image} wird gelesen…</translation>
    </message>
    <message>
        <location filename="gui/canvas_bar.py"/>
        <source>Raw attribution, {low} to {high}, for this image</source>
        <translation>Rohe Attribution, {low} bis {high}, für dieses Bild</translation>
    </message>
    <message>
        <location filename="gui/canvas_bar.py"/>
        <source>Raw attribution, {low} to {high}, from black to the untouched image</source>
        <translation>Rohe Attribution, {low} bis {high}, von Schwarz bis zum unveränderten Bild</translation>
    </message>
    <message>
        <location filename="gui/canvas_bar.py"/>
        <source>Raw attribution, {low} to {high}, for all images of this run (99 % of them keep within)</source>
        <translation>Rohe Attribution, {low} bis {high}, für alle Bilder dieses Laufs (99 % von ihnen bleiben darin)</translation>
    </message>
    <message>
        <location filename="gui/canvas_bar.py"/>
        <source>Else each image is drawn by its own</source>
        <translation>Sonst wird jedes Bild nach seiner eigenen gezeichnet</translation>
    </message>
    <message>
        <location filename="gui/canvas_bar.py"/>
        <source>How strongly the map covers the image</source>
        <translation>Wie stark die Karte das Bild bedeckt</translation>
    </message>
    <message>
        <location filename="gui/canvas_bar.py"/>
        <source>Below this share of the scale: image only</source>
        <translation>Unterhalb dieses Anteils der Skala: nur das Bild</translation>
    </message>
    <message>
        <location filename="gui/canvas_bar.py"/>
        <source>Opacity</source>
        <translation>Deckkraft</translation>
    </message>
    <message>
        <location filename="gui/canvas_bar.py"/>
        <source>Threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <location filename="gui/canvas_bar.py"/>
        <source>Colour map</source>
        <translation>Farbskala</translation>
    </message>
    <message>
        <location filename="gui/canvas_bar.py"/>
        <source>no map</source>
        <translation>keine Karte</translation>
    </message>
    <message>
        <location filename="gui/canvas_bar.py"/>
        <source>not drawn</source>
        <translation>nicht gezeichnet</translation>
    </message>
    <message>
        <location filename="gui/canvas_bar.py"/>
        <source>This image reaches {reach}: what lies beyond looks like the end of the scale</source>
        <translation>Dieses Bild reicht bis {reach}: Was darüber liegt, sieht aus wie das Ende der Skala</translation>
    </message>
    <message>
        <location filename="gui/canvas_bar.py"/>
        <source>Signed map: blue below zero, orange above</source>
        <translation>Karte mit Vorzeichen: blau unter null, orange darüber</translation>
    </message>
    <message>
        <location filename="gui/canvas_bar.py"/>
        <source>Below {value} the image shows through</source>
        <translation>Unterhalb von {value} scheint das Bild durch</translation>
    </message>
    <message>
        <location filename="gui/canvas_bar.py"/>
        <source>Below {value} there is no line</source>
        <translation>Unterhalb von {value} ist keine Linie</translation>
    </message>
    <message>
        <location filename="gui/canvas_bar.py"/>
        <source>Colour bar: {scale}</source>
        <translation>Farbbalken: {scale}</translation>
    </message>
    <message>
        <location filename="gui/canvas_bar.py"/>
        <source>Show {picture}</source>
        <translation>{picture} zeigen</translation>
    </message>
    <message>
        <location filename="gui/canvas_bar.py"/>
        <source>{scale}, the same for all images of the run</source>
        <translation>{scale}, für alle Bilder des Laufs dieselbe</translation>
    </message>
    <message>
        <location filename="gui/changes.py"/>
        <source>a look</source>
        <translation>ein Blick</translation>
    </message>
    <message>
        <location filename="gui/changes.py"/>
        <source>a reason</source>
        <translation>ein Grund</translation>
    </message>
    <message>
        <location filename="gui/changes.py"/>
        <source>reasons</source>
        <translation>Gründe</translation>
    </message>
    <message>
        <location filename="gui/changes.py"/>
        <source>a region</source>
        <translation>ein Bereich</translation>
    </message>
    <message>
        <location filename="gui/changes.py"/>
        <source>regions</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <location filename="gui/changes.py"/>
        <source>the comment</source>
        <translation>der Kommentar</translation>
    </message>
    <message>
        <location filename="gui/changes.py"/>
        <location filename="gui/narrator.py"/>
        <location filename="gui/terms.py"/>
        <source>verdict taken back</source>
        <translation>Urteil zurückgenommen</translation>
    </message>
    <message>
        <location filename="gui/changes.py"/>
        <location filename="gui/narrator.py"/>
        <source>severity taken back</source>
        <translation>Schweregrad zurückgenommen</translation>
    </message>
    <message>
        <location filename="gui/changes.py"/>
        <source>settled as {verdict}</source>
        <translation>entschieden als {verdict}</translation>
    </message>
    <message>
        <location filename="gui/closing.py"/>
        <source>Something went wrong inside Hansel ({kind}). What was saved is safe; see the log.</source>
        <translation>In Hansel ist etwas schiefgegangen ({kind}). Was gespeichert wurde, ist sicher; siehe Protokoll.</translation>
    </message>
    <message>
        <location filename="gui/closing.py"/>
        <source>Closing {names}: a backup is being made. You can go on meanwhile.</source>
        <translation>{names} wird geschlossen: Eine Sicherung wird angelegt. Währenddessen kann es weitergehen.</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <source>this key is for “{command}” and for something else on this keyboard: change one of them in {keys}</source>
        <translation>diese Taste gilt auf dieser Tastatur für „{command}“ und noch für etwas anderes: bitte eine davon ändern in {keys}</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Open folder of images…</source>
        <translation>Bilderordner öffnen…</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Open list of images…</source>
        <translation>Bildliste öffnen…</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/mending.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <location filename="gui/rule.py"/>
        <location filename="gui/setup_form.py"/>
        <location filename="gui/what_ifs.py"/>
        <source>Choose model…</source>
        <translation>Modell wählen…</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/mending.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <location filename="gui/relink.py"/>
        <location filename="gui/rule.py"/>
        <location filename="gui/what_ifs.py"/>
        <source>Relink folder…</source>
        <translation>Ordner neu verknüpfen…</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <location filename="gui/restoring.py"/>
        <source>Restore from a backup…</source>
        <translation>Aus einer Sicherung wiederherstellen…</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <location filename="gui/rooms.py"/>
        <source>Export report…</source>
        <translation>Bericht exportieren…</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Export bundle…</source>
        <translation>Bündel exportieren…</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Merge bundle…</source>
        <translation>Bündel zusammenführen…</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Close project</source>
        <translation>Projekt schließen</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <location filename="gui/setup_form.py"/>
        <source>Start audit</source>
        <translation>Audit starten</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <location filename="gui/rooms.py"/>
        <location filename="gui/status_bar.py"/>
        <source>Audit</source>
        <translation>Audit</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <location filename="gui/setup_form.py"/>
        <source>Add to queue</source>
        <translation>In die Warteschlange</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <location filename="gui/queue_box.py"/>
        <source>Start queue</source>
        <translation>Warteschlange starten</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Stop queue after this run</source>
        <translation>Warteschlange nach diesem Lauf anhalten</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <location filename="gui/run_news.py"/>
        <source>Resume audit</source>
        <translation>Audit fortsetzen</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Cancel audit</source>
        <translation>Audit abbrechen</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Explain this one again…</source>
        <translation>Dieses noch einmal erklären…</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Next explanation of this image</source>
        <translation>Nächste Erklärung dieses Bildes</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Compute the lost map again</source>
        <translation>Verlorene Karte neu berechnen</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Sound</source>
        <translation>Stimmig</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <location filename="gui/rooms.py"/>
        <location filename="gui/runs_box.py"/>
        <source>Review</source>
        <translation>Begutachtung</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Flawed</source>
        <translation>Fehlerhaft</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Unsure</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Next image</source>
        <translation>Nächstes Bild</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Previous image</source>
        <translation>Voriges Bild</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/comment_box.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/panel.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Settle as sound</source>
        <translation>Als stimmig entscheiden</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Settle as flawed</source>
        <translation>Als fehlerhaft entscheiden</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Settle as unsure</source>
        <translation>Als unsicher entscheiden</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/key_sheet.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <location filename="gui/saves.py"/>
        <location filename="gui/signing.py"/>
        <location filename="gui/toasts.py"/>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <location filename="gui/saves.py"/>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Blind review: hide what others say</source>
        <translation>Blind begutachten: verbergen, was andere sagen</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Blind review: hide confidence too</source>
        <translation>Blind begutachten: auch die Konfidenz verbergen</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Sign off this run</source>
        <translation>Diesen Lauf abzeichnen</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Change reviewer…</source>
        <translation>Person wechseln…</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Next unreviewed</source>
        <translation>Nächstes ohne Urteil</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Go to number or name…</source>
        <translation>Zu Nummer oder Name…</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Filter…</source>
        <translation>Filter…</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>All images</source>
        <translation>Alle Bilder</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Unreviewed</source>
        <translation>Ohne Begutachtung</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Reviewed by me</source>
        <translation>Von mir begutachtet</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Disagreement</source>
        <translation>Abweichende Urteile</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <location filename="gui/trend_headline.py"/>
        <source>Right for the wrong reason</source>
        <translation>Richtig aus falschem Grund</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Most suspicious first</source>
        <translation>Verdächtigste zuerst</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Random sample</source>
        <translation>Zufällige Stichprobe</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Sample of each class</source>
        <translation>Stichprobe je Klasse</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Refresh this queue</source>
        <translation>Diese Auswahl neu bilden</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Save this view…</source>
        <translation>Diese Ansicht speichern…</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>More like this</source>
        <translation>Ähnliche finden</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/panel.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Why is this suspicious</source>
        <translation>Warum ist das verdächtig</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Back to the list before</source>
        <translation>Zurück zur vorigen Liste</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Reason {n}</source>
        <translation>Grund {n}</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <location filename="gui/trend_words.py"/>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <location filename="gui/reasons_box.py"/>
        <source>Add reason…</source>
        <translation>Grund hinzufügen…</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Minor</source>
        <translation>Gering</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Serious</source>
        <translation>Ernst</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Grave</source>
        <translation>Gravierend</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Select regions</source>
        <translation>Bereiche auswählen</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Region</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Draw a box</source>
        <translation>Rechteck zeichnen</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Draw a polygon</source>
        <translation>Polygon zeichnen</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Paint with the brush</source>
        <translation>Mit dem Pinsel malen</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Erase with the brush</source>
        <translation>Mit dem Pinsel radieren</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Turn spurious to missed and back</source>
        <translation>Zwischen irreführend und übersehen wechseln</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>New regions: spurious or missed</source>
        <translation>Neue Bereiche: irreführend oder übersehen</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Smaller brush</source>
        <translation>Pinsel kleiner</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Larger brush</source>
        <translation>Pinsel größer</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>What if: take away region</source>
        <translation>Was wäre, wenn: Bereich wegnehmen</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>What if: keep only the region</source>
        <translation>Was wäre, wenn: nur den Bereich behalten</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>What if: all spurious regions together</source>
        <translation>Was wäre, wenn: alle irreführenden Bereiche zusammen</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>What if: next filling</source>
        <translation>Was wäre, wenn: nächste Füllung</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>What if: look at the picture, and back</source>
        <translation>Was wäre, wenn: Bild ansehen und zurück</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>What if: put the answer aside</source>
        <translation>Was wäre, wenn: Antwort beiseitelegen</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Audit room</source>
        <translation>Raum Audit</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Review room</source>
        <translation>Raum Begutachtung</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Trends room</source>
        <translation>Raum Trends</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Patterns room</source>
        <translation>Raum Muster</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Compare two runs</source>
        <translation>Zwei Läufe vergleichen</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/compare_words.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <location filename="gui/settings_panel.py"/>
        <source>Image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <location filename="gui/settings_panel.py"/>
        <source>Overlay</source>
        <translation>Überlagerung</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <location filename="gui/settings_panel.py"/>
        <source>Mask</source>
        <translation>Maske</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <location filename="gui/settings_panel.py"/>
        <source>Contours</source>
        <translation>Konturen</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Ground truth</source>
        <translation>Ground Truth</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <location filename="gui/settings_panel.py"/>
        <source>Same scale for all</source>
        <translation>Gleiche Skala für alle</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Show the rule</source>
        <translation>Regel zeigen</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Fit to window</source>
        <translation>An Fenster anpassen</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Actual size</source>
        <translation>Originalgröße</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Compare explanations</source>
        <translation>Erklärungen vergleichen</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <location filename="gui/side_page.py"/>
        <source>Side by side</source>
        <translation>Nebeneinander</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Swipe between two views</source>
        <translation>Zwischen zwei Ansichten wischen</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Difference of two views</source>
        <translation>Differenz zweier Ansichten</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Add a view</source>
        <translation>Ansicht hinzufügen</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Remove this view</source>
        <translation>Diese Ansicht entfernen</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Move the divider left</source>
        <translation>Trennlinie nach links</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Move the divider right</source>
        <translation>Trennlinie nach rechts</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Picture alone</source>
        <translation>Nur das Bild</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Go to next part of the window</source>
        <translation>Zum nächsten Teil des Fensters</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Dark theme</source>
        <translation>Dunkles Design</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Light theme</source>
        <translation>Helles Design</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Theme of the system</source>
        <translation>Design des Systems</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <location filename="gui/settings_panel.py"/>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Settings…</source>
        <translation>Einstellungen…</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Find a command…</source>
        <translation>Befehl suchen…</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/key_sheet.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>All keys</source>
        <translation>Alle Tasten</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Take the tour</source>
        <translation>Rundgang</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <location filename="gui/tour.py"/>
        <source>Set up the demo</source>
        <translation>Demo einrichten</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/facts.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>About this method…</source>
        <translation>Über diese Methode…</translation>
    </message>
    <message>
        <location filename="gui/commands.py"/>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/palette.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Where the log is</source>
        <translation>Wo das Protokoll liegt</translation>
    </message>
    <message>
        <location filename="gui/comment_box.py"/>
        <source>Saved when you pause, leave it or go on. Escape and Ctrl+Enter lead back to the picture.</source>
        <translation>Wird in Pausen, beim Verlassen und beim Weitergehen gespeichert. Esc und Strg+Enter führen zum Bild zurück.</translation>
    </message>
    <message>
        <location filename="gui/comment_box.py"/>
        <source>A comment holds {n} characters; the rest was left out.</source>
        <translation>Ein Kommentar fasst {n} Zeichen; der Rest blieb weg.</translation>
    </message>
    <message>
        <location filename="gui/compare_page.py"/>
        <source>Comparing takes two runs.</source>
        <translation>Ein Vergleich braucht zwei Läufe.</translation>
    </message>
    <message>
        <location filename="gui/compare_page.py"/>
        <location filename="gui/likening.py"/>
        <location filename="gui/queueing.py"/>
        <location filename="gui/side_pair.py"/>
        <location filename="gui/why.py"/>
        <source>Comparing the maps…</source>
        <translation>Die Karten werden verglichen…</translation>
    </message>
    <message>
        <location filename="gui/compare_page.py"/>
        <source>Audit the same images again, with another model or method: they stand side by side here.</source>
        <translation>Dieselben Bilder noch einmal auditieren, mit anderem Modell oder anderer Methode: Hier stehen sie dann nebeneinander.</translation>
    </message>
    <message>
        <location filename="gui/compare_page.py"/>
        <source>Open a project with two runs on the same images.</source>
        <translation>Bitte ein Projekt mit zwei Läufen über dieselben Bilder öffnen.</translation>
    </message>
    <message>
        <location filename="gui/compare_page.py"/>
        <location filename="gui/intake.py"/>
        <location filename="gui/pattern_acting.py"/>
        <location filename="gui/rooms.py"/>
        <source>Set up an audit</source>
        <translation>Audit einrichten</translation>
    </message>
    <message>
        <location filename="gui/compare_page.py"/>
        <source>Two runs of {name}, image by image</source>
        <translation>Zwei Läufe von {name}, Bild für Bild</translation>
    </message>
    <message>
        <location filename="gui/compare_page.py"/>
        <location filename="gui/queueing.py"/>
        <source>Comparing the maps: {done} of {total}</source>
        <translation>Die Karten werden verglichen: {done} von {total}</translation>
    </message>
    <message>
        <location filename="gui/compare_parts.py"/>
        <source>Swap</source>
        <translation>Tauschen</translation>
    </message>
    <message>
        <location filename="gui/compare_parts.py"/>
        <source>Swap A and B</source>
        <translation>A und B tauschen</translation>
    </message>
    <message>
        <location filename="gui/compare_parts.py"/>
        <location filename="gui/restoring.py"/>
        <source>Verdicts</source>
        <translation>Urteile</translation>
    </message>
    <message>
        <location filename="gui/compare_parts.py"/>
        <source>Predictions</source>
        <translation>Vorhersagen</translation>
    </message>
    <message>
        <location filename="gui/compare_parts.py"/>
        <location filename="gui/setup_form.py"/>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <location filename="gui/compare_parts.py"/>
        <source>How alike the maps are</source>
        <translation>Wie ähnlich die Karten sind</translation>
    </message>
    <message>
        <location filename="gui/compare_parts.py"/>
        <source>Which images</source>
        <translation>Welche Bilder</translation>
    </message>
    <message>
        <location filename="gui/compare_parts.py"/>
        <location filename="gui/compare_words.py"/>
        <source>Better in B</source>
        <translation>Besser in B</translation>
    </message>
    <message>
        <location filename="gui/compare_parts.py"/>
        <location filename="gui/compare_words.py"/>
        <source>Worse in B</source>
        <translation>Schlechter in B</translation>
    </message>
    <message>
        <location filename="gui/compare_parts.py"/>
        <source>Images in both</source>
        <translation>Bilder in beiden</translation>
    </message>
    <message>
        <location filename="gui/compare_parts.py"/>
        <source>In A downwards, in B across: changes lie off the diagonal.</source>
        <translation>In A nach unten, in B quer: Änderungen liegen neben der Diagonale.</translation>
    </message>
    <message>
        <location filename="gui/compare_parts.py"/>
        <source>Press Return on an image, or click it twice, to see both maps side by side.</source>
        <translation>Enter auf einem Bild oder ein Doppelklick zeigt beide Karten nebeneinander.</translation>
    </message>
    <message>
        <location filename="gui/compare_parts.py"/>
        <location filename="gui/pair_view.py"/>
        <source>Review in A</source>
        <translation>In A begutachten</translation>
    </message>
    <message>
        <location filename="gui/compare_parts.py"/>
        <location filename="gui/pair_view.py"/>
        <source>Review in B</source>
        <translation>In B begutachten</translation>
    </message>
    <message>
        <location filename="gui/compare_parts.py"/>
        <source>of {n} judged in both</source>
        <translation>von {n} in beiden beurteilten</translation>
    </message>
    <message>
        <location filename="gui/compare_parts.py"/>
        <source>Run A</source>
        <translation>Lauf A</translation>
    </message>
    <message>
        <location filename="gui/compare_parts.py"/>
        <source>Run B</source>
        <translation>Lauf B</translation>
    </message>
    <message>
        <location filename="gui/compare_words.py"/>
        <source>Of {images} judged sound or flawed in both, {better} became better in B and {worse} worse.</source>
        <translation>Von {images}, in beiden als stimmig oder fehlerhaft beurteilt, wurden in B {better} besser und {worse} schlechter.</translation>
    </message>
    <message>
        <location filename="gui/compare_words.py"/>
        <source>McNemar's exact test, two-sided</source>
        <translation>Exakter McNemar-Test, zweiseitig</translation>
    </message>
    <message>
        <location filename="gui/compare_words.py"/>
        <source>Rank correlation of the two maps: {median} in the median, {low} to {high} for half of them ({of}).</source>
        <translation>Rangkorrelation der beiden Karten: {median} im Median, {low} bis {high} für die mittlere Hälfte ({of}).</translation>
    </message>
    <message>
        <location filename="gui/compare_words.py"/>
        <source>{n} could not be compared: a map is missing, has one value only, or is of another size.</source>
        <translation>{n} ließen sich nicht vergleichen: Eine Karte fehlt, hat nur einen Wert oder eine andere Größe.</translation>
    </message>
    <message>
        <location filename="gui/compare_words.py"/>
        <source>Spearman's, pixel by pixel: 1 where both rank all pixels alike, 0 where they have nothing in common.</source>
        <translation>Nach Spearman, Pixel für Pixel: 1, wenn beide alle Pixel gleich ordnen, 0, wenn sie nichts gemein haben.</translation>
    </message>
    <message>
        <location filename="gui/compare_words.py"/>
        <source>Images are the same where they are one file of one folder with the same bytes. The test speaks of those that are judged in both; which ones were reviewed was chosen by people, unless all are.</source>
        <translation>Bilder gelten als gleich, wenn sie eine Datei eines Ordners mit denselben Bytes sind. Der Test spricht von den in beiden beurteilten; welche begutachtet wurden, haben Menschen ausgesucht, sofern es nicht alle sind.</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/compare_words.py"/>
        <location filename="gui/words.py"/>
        <source>{n} images</source>
        <extracomment>For 1, in English: 1 image</extracomment>
        <translation><numerusform>{n} Bild</numerusform><numerusform>{n} Bilder</numerusform></translation>
    </message>
    <message>
        <location filename="gui/compare_words.py"/>
        <source>Flawed in both</source>
        <translation>In beiden fehlerhaft</translation>
    </message>
    <message>
        <location filename="gui/compare_words.py"/>
        <source>Sound in both</source>
        <translation>In beiden stimmig</translation>
    </message>
    <message>
        <location filename="gui/compare_words.py"/>
        <source>Unsure in one or both</source>
        <translation>In einem oder beiden unsicher</translation>
    </message>
    <message>
        <location filename="gui/compare_words.py"/>
        <source>Judged in one only</source>
        <translation>Nur in einem beurteilt</translation>
    </message>
    <message>
        <location filename="gui/compare_words.py"/>
        <source>Judged in neither</source>
        <translation>In keinem beurteilt</translation>
    </message>
    <message>
        <location filename="gui/compare_words.py"/>
        <source>No image has a verdict in both runs yet. Review the same images in each to compare them here.</source>
        <translation>Noch hat kein Bild in beiden Läufen ein Urteil. Dieselben Bilder in beiden begutachten, um sie hier zu vergleichen.</translation>
    </message>
    <message>
        <location filename="gui/compare_words.py"/>
        <source>If both were equally likely, chance alone would bring this, or more, every time.</source>
        <translation>Wäre beides gleich wahrscheinlich, brächte schon der Zufall dies oder mehr jedes Mal.</translation>
    </message>
    <message>
        <location filename="gui/compare_words.py"/>
        <source>That is more than chance easily does.</source>
        <translation>Das ist mehr, als der Zufall leicht bringt.</translation>
    </message>
    <message>
        <location filename="gui/compare_words.py"/>
        <source>That is not enough to tell it from chance.</source>
        <translation>Das genügt nicht, um es vom Zufall zu unterscheiden.</translation>
    </message>
    <message>
        <location filename="gui/compare_words.py"/>
        <source>none in one run only</source>
        <translation>keines in nur einem Lauf</translation>
    </message>
    <message>
        <location filename="gui/compare_words.py"/>
        <location filename="gui/trend_page.py"/>
        <source>Only your own verdicts are counted here: review is blind in this project.</source>
        <translation>Hier zählen nur Ihre eigenen Urteile: In diesem Projekt wird blind begutachtet.</translation>
    </message>
    <message>
        <location filename="gui/compare_words.py"/>
        <source>Each explanation counts by the verdict that was settled, else by that of more than half of its reviewers; a tie is unsure.</source>
        <translation>Jede Erklärung zählt nach dem entschiedenen Urteil, sonst nach dem von mehr als der Hälfte der Begutachtenden; Gleichstand gilt als unsicher.</translation>
    </message>
    <message>
        <location filename="gui/compare_words.py"/>
        <source>In A</source>
        <translation>In A</translation>
    </message>
    <message>
        <location filename="gui/compare_words.py"/>
        <source>In B</source>
        <translation>In B</translation>
    </message>
    <message>
        <location filename="gui/compare_words.py"/>
        <source>Prediction in A</source>
        <translation>Vorhersage in A</translation>
    </message>
    <message>
        <location filename="gui/compare_words.py"/>
        <source>Prediction in B</source>
        <translation>Vorhersage in B</translation>
    </message>
    <message>
        <location filename="gui/compare_words.py"/>
        <source>Maps alike</source>
        <translation>Ähnlichkeit</translation>
    </message>
    <message>
        <location filename="gui/compare_words.py"/>
        <location filename="gui/trend_headline.py"/>
        <source>right</source>
        <translation>richtig</translation>
    </message>
    <message>
        <location filename="gui/compare_words.py"/>
        <location filename="gui/trend_headline.py"/>
        <source>wrong</source>
        <translation>falsch</translation>
    </message>
    <message>
        <location filename="gui/compare_words.py"/>
        <source>No image is sound or flawed in both runs: those judged in both are unsure or tied in one.</source>
        <translation>Kein Bild ist in beiden Läufen stimmig oder fehlerhaft: Die in beiden beurteilten sind in einem unsicher oder unentschieden.</translation>
    </message>
    <message>
        <location filename="gui/compare_words.py"/>
        <source>If both were equally likely, so uneven a split would come about in fewer than 1 of 10,000 cases.</source>
        <translation>Wäre beides gleich wahrscheinlich, käme eine so ungleiche Verteilung in weniger als 1 von 10.000 Fällen vor.</translation>
    </message>
    <message>
        <location filename="gui/compare_words.py"/>
        <source>If both were equally likely, a split at least so uneven would come about in {n} of 100 cases.</source>
        <translation>Wäre beides gleich wahrscheinlich, käme eine mindestens so ungleiche Verteilung in {n} von 100 Fällen vor.</translation>
    </message>
    <message>
        <location filename="gui/compare_words.py"/>
        <source>together</source>
        <translation>zusammen</translation>
    </message>
    <message>
        <location filename="gui/compare_words.py"/>
        <source>Right for the wrong reason in {run}: {share} ({interval}; {flawed} of {n}).</source>
        <translation>Richtig aus falschem Grund in {run}: {share} ({interval}; {flawed} von {n}).</translation>
    </message>
    <message>
        <location filename="gui/compare_words.py"/>
        <source>Of {images} judged sound or flawed in both, none changed.</source>
        <translation>Von {images}, in beiden als stimmig oder fehlerhaft beurteilt, änderte sich keines.</translation>
    </message>
    <message>
        <location filename="gui/compare_words.py"/>
        <source>B: {verdict}</source>
        <translation>B: {verdict}</translation>
    </message>
    <message>
        <location filename="gui/compare_words.py"/>
        <source>How alike the maps are cannot be told: none of {n} pairs can be compared.</source>
        <translation>Wie ähnlich die Karten sind, lässt sich nicht sagen: Von {n} Paaren ist keines vergleichbar.</translation>
    </message>
    <message>
        <location filename="gui/compare_words.py"/>
        <source>all {n} pairs</source>
        <translation>alle {n} Paare</translation>
    </message>
    <message>
        <location filename="gui/compare_words.py"/>
        <source>{n} of {all} pairs, drawn at random</source>
        <translation>{n} von {all} Paaren, zufällig gezogen</translation>
    </message>
    <message>
        <location filename="gui/compare_words.py"/>
        <source>{n} only in A</source>
        <translation>{n} nur in A</translation>
    </message>
    <message>
        <location filename="gui/compare_words.py"/>
        <source>{n} only in B</source>
        <translation>{n} nur in B</translation>
    </message>
    <message>
        <location filename="gui/compare_words.py"/>
        <source>A: {verdict}</source>
        <translation>A: {verdict}</translation>
    </message>
    <message>
        <location filename="gui/costs.py"/>
        <source>all with full evidence</source>
        <translation>alle mit vollständigen Messwerten</translation>
    </message>
    <message>
        <location filename="gui/costs.py"/>
        <source>time not measured yet</source>
        <translation>Zeit noch nicht gemessen</translation>
    </message>
    <message>
        <location filename="gui/costs.py"/>
        <source>{n} with full evidence</source>
        <translation>{n} mit vollständigen Messwerten</translation>
    </message>
    <message>
        <location filename="gui/costs.py"/>
        <source>about {time}, {share} each as measured here</source>
        <translation>etwa {time}, je {share} wie hier gemessen</translation>
    </message>
    <message>
        <location filename="gui/costs.py"/>
        <source>{size} on the disk</source>
        <translation>{size} auf dem Datenträger</translation>
    </message>
    <message>
        <location filename="gui/costs.py"/>
        <source>{size} of {free} free</source>
        <translation>{size} von {free} frei</translation>
    </message>
    <message>
        <location filename="gui/demo.py"/>
        <source>Drawing the pictures…</source>
        <translation>Bilder werden gezeichnet…</translation>
    </message>
    <message>
        <location filename="gui/demo.py"/>
        <source>The demo's pictures could not be drawn: {why}. Nothing else was changed.</source>
        <translation>Die Bilder der Demo konnten nicht gezeichnet werden: {why}. Sonst wurde nichts geändert.</translation>
    </message>
    <message>
        <location filename="gui/demo.py"/>
        <source>Drawing the pictures… {done} of {all}</source>
        <translation>Bilder werden gezeichnet… {done} von {all}</translation>
    </message>
    <message>
        <location filename="gui/desk.py"/>
        <source>nothing to undo</source>
        <translation>nichts rückgängig zu machen</translation>
    </message>
    <message>
        <location filename="gui/desk.py"/>
        <source>nothing to redo</source>
        <translation>nichts zu wiederholen</translation>
    </message>
    <message>
        <location filename="gui/dialogs.py"/>
        <source>Run this model's code?</source>
        <translation>Code dieses Modells ausführen?</translation>
    </message>
    <message>
        <location filename="gui/dialogs.py"/>
        <source>This model brings its own code. Run it?</source>
        <translation>Dieses Modell bringt eigenen Code mit. Ausführen?</translation>
    </message>
    <message>
        <location filename="gui/dialogs.py"/>
        <source>Code can do anything that you can do on this computer. Run it only if you trust where it comes from. Your answer is remembered for these exact files; if one changes, the question comes again.</source>
        <translation>Code kann alles tun, was Sie auf diesem Rechner tun können. Nur ausführen, wenn Sie der Herkunft trauen. Ihre Antwort wird für genau diese Dateien behalten; ändert sich eine, kommt die Frage wieder.</translation>
    </message>
    <message>
        <location filename="gui/dialogs.py"/>
        <source>Do not run</source>
        <translation>Nicht ausführen</translation>
    </message>
    <message>
        <location filename="gui/dialogs.py"/>
        <source>Run it</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <location filename="gui/dialogs.py"/>
        <source>This file is an archive, not text. It may hold code that cannot be shown here.</source>
        <translation>Diese Datei ist ein Archiv, kein Text. Sie kann Code enthalten, der sich hier nicht zeigen lässt.</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/dialogs.py"/>
        <source>{n} lines</source>
        <extracomment>For 1, in English: 1 line</extracomment>
        <translation><numerusform>{n} Zeile</numerusform><numerusform>{n} Zeilen</numerusform></translation>
    </message>
    <message>
        <location filename="gui/dialogs.py"/>
        <source>Text of {file}</source>
        <translation>Text von {file}</translation>
    </message>
    <message>
        <location filename="gui/difference_view.py"/>
        <source>Difference of shares, {low} to {high} times what each pixel would have if all had alike</source>
        <translation>Differenz der Anteile, das {low}- bis {high}-Fache dessen, was jedes Pixel bei gleicher Verteilung hätte</translation>
    </message>
    <message>
        <location filename="gui/difference_view.py"/>
        <source>Both saw the whole image.</source>
        <translation>Beide sahen das ganze Bild.</translation>
    </message>
    <message>
        <location filename="gui/difference_view.py"/>
        <source>Difference of two maps</source>
        <translation>Differenz zweier Karten</translation>
    </message>
    <message>
        <location filename="gui/difference_view.py"/>
        <source>Figures of the difference</source>
        <translation>Zahlen zur Differenz</translation>
    </message>
    <message>
        <location filename="gui/difference_view.py"/>
        <source>{name} saw {share} that {other} did not, with {part} of its attribution.</source>
        <translation>{name} sah {share}, die {other} nicht sah, mit {part} der eigenen Attribution.</translation>
    </message>
    <message>
        <location filename="gui/difference_view.py"/>
        <source>The map of {name} is missing, so there is nothing to compare.</source>
        <translation>Die Karte von {name} fehlt, darum gibt es nichts zu vergleichen.</translation>
    </message>
    <message>
        <location filename="gui/difference_view.py"/>
        <source>The map of {name} was altered, so it is not compared.</source>
        <translation>Die Karte von {name} wurde verändert, darum wird sie nicht verglichen.</translation>
    </message>
    <message>
        <location filename="gui/difference_view.py"/>
        <source>Both saw {share} of the image; only that is compared.</source>
        <translation>Beide sahen {share} des Bildes; nur das wird verglichen.</translation>
    </message>
    <message>
        <location filename="gui/difference_view.py"/>
        <source>orange: more in {second}, blue: more in {first}</source>
        <translation>orange: mehr in {second}, blau: mehr in {first}</translation>
    </message>
    <message>
        <location filename="gui/difference_view.py"/>
        <source>no rank correlation: one map is the same everywhere</source>
        <translation>keine Rangkorrelation: eine Karte ist überall gleich</translation>
    </message>
    <message>
        <location filename="gui/difference_view.py"/>
        <source>rank correlation, pixel by pixel: 1 is the same order, 0 none</source>
        <translation>Rangkorrelation, Pixel für Pixel: 1 ist dieselbe Reihenfolge, 0 keine</translation>
    </message>
    <message>
        <location filename="gui/difference_view.py"/>
        <source>Each map is divided by the sum of its absolute values over what both saw, so that its scale does not count. The picture is {second} less {first}, in multiples of what each pixel would have if all had alike.</source>
        <translation>Jede Karte wird durch die Summe ihrer Beträge über dem geteilt, was beide sahen, damit ihre Skala nicht zählt. Das Bild ist {second} minus {first}, in Vielfachen dessen, was jedes Pixel bei gleicher Verteilung hätte.</translation>
    </message>
    <message>
        <location filename="gui/difference_view.py"/>
        <source>of the attribution lies elsewhere in {second}, or has the other sign</source>
        <translation>der Attribution liegen in {second} anderswo oder haben das andere Vorzeichen</translation>
    </message>
    <message>
        <location filename="gui/difference_view.py"/>
        <source>of the attribution lies elsewhere in {second} than in {first}</source>
        <translation>der Attribution liegen in {second} anderswo als in {first}</translation>
    </message>
    <message>
        <location filename="gui/drops.py"/>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <location filename="gui/drops.py"/>
        <source>Drop one folder, one list, or single images, not several of these: an audit covers one of them. Nothing was changed.</source>
        <translation>Bitte einen Ordner, eine Liste oder einzelne Bilder ablegen, nicht mehreres davon: Ein Audit umfasst eines. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <location filename="gui/drops.py"/>
        <source>{path} is not there. Check the path, or whether its disk is connected.</source>
        <translation>{path} ist nicht da. Bitte den Pfad prüfen, oder ob der Datenträger verbunden ist.</translation>
    </message>
    <message>
        <location filename="gui/drops.py"/>
        <source>{name} is neither an image, a folder, a CSV or JSON list of images, a model.toml, a bundle (.zip) nor a .hansel project. Nothing was changed.</source>
        <translation>{name} ist weder ein Bild noch ein Ordner, eine CSV- oder JSON-Bildliste, eine model.toml, ein Bündel (.zip) oder ein .hansel-Projekt. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <location filename="gui/estimating.py"/>
        <source>The disk may not hold it: choose another place for the project, or fewer images.</source>
        <translation>Der Datenträger fasst es vielleicht nicht: einen anderen Ort für das Projekt wählen oder weniger Bilder.</translation>
    </message>
    <message>
        <location filename="gui/estimating.py"/>
        <source>measuring…</source>
        <translation>wird gemessen…</translation>
    </message>
    <message>
        <location filename="gui/exporting.py"/>
        <location filename="gui/report_dialog.py"/>
        <source>Export report</source>
        <translation>Bericht exportieren</translation>
    </message>
    <message>
        <location filename="gui/exporting.py"/>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <location filename="gui/exporting.py"/>
        <location filename="gui/relink.py"/>
        <location filename="gui/saves.py"/>
        <source>Leave it</source>
        <translation>Belassen</translation>
    </message>
    <message>
        <location filename="gui/exporting.py"/>
        <source>The report could not be written ({reason}).</source>
        <translation>Der Bericht konnte nicht geschrieben werden ({reason}).</translation>
    </message>
    <message>
        <location filename="gui/exporting.py"/>
        <location filename="gui/trend_saving.py"/>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <location filename="gui/exporting.py"/>
        <source>{file} is there already. Replace it?</source>
        <translation>{file} gibt es schon. Ersetzen?</translation>
    </message>
    <message>
        <location filename="gui/exporting.py"/>
        <source>What is in it now is lost. It lies in {folder}.</source>
        <translation>Der jetzige Inhalt geht verloren. Die Datei liegt in {folder}.</translation>
    </message>
    <message>
        <location filename="gui/exporting.py"/>
        <source>No report was written.</source>
        <translation>Es wurde kein Bericht geschrieben.</translation>
    </message>
    <message>
        <location filename="gui/exporting.py"/>
        <source>Writing the report to {place}…</source>
        <translation>Der Bericht wird nach {place} geschrieben…</translation>
    </message>
    <message>
        <location filename="gui/exporting.py"/>
        <location filename="gui/trend_saving.py"/>
        <source>{path} could not be written: {reason}.</source>
        <translation>{path} konnte nicht geschrieben werden: {reason}.</translation>
    </message>
    <message>
        <location filename="gui/exporting.py"/>
        <location filename="gui/rule.py"/>
        <location filename="gui/saves.py"/>
        <location filename="gui/side_by_side.py"/>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <location filename="gui/exporting.py"/>
        <source>The report lies at {place}.</source>
        <translation>Der Bericht liegt unter {place}.</translation>
    </message>
    <message>
        <location filename="gui/facts.py"/>
        <source>in-sample</source>
        <translation>in-sample</translation>
    </message>
    <message>
        <location filename="gui/facts.py"/>
        <location filename="gui/suspects.py"/>
        <source>on border</source>
        <translation>am Rand</translation>
    </message>
    <message>
        <location filename="gui/facts.py"/>
        <source>avg. drop</source>
        <translation>mittl. Abfall</translation>
    </message>
    <message>
        <location filename="gui/facts.py"/>
        <source>max. sens.</source>
        <translation>max. Sens.</translation>
    </message>
    <message>
        <location filename="gui/facts.py"/>
        <source>pointing</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <location filename="gui/facts.py"/>
        <source>mass</source>
        <translation>Masse</translation>
    </message>
    <message>
        <location filename="gui/facts.py"/>
        <source>rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <location filename="gui/facts.py"/>
        <source>ROAD</source>
        <translation>ROAD</translation>
    </message>
    <message>
        <location filename="gui/facts.py"/>
        <source>left out</source>
        <translation>ausgelassen</translation>
    </message>
    <message>
        <location filename="gui/facts.py"/>
        <source>The map was learned to make this good, so it proves little.</source>
        <translation>Die Karte wurde darauf gelernt, dass dies gut ausfällt; darum beweist es wenig.</translation>
    </message>
    <message>
        <location filename="gui/facts.py"/>
        <source>Score seen through the mask, over that of the whole.</source>
        <translation>Score durch die Maske gesehen, geteilt durch den des Ganzen.</translation>
    </message>
    <message>
        <location filename="gui/facts.py"/>
        <source>Score with the mask taken away, over that of the whole.</source>
        <translation>Score ohne das, was die Maske zeigt, geteilt durch den des Ganzen.</translation>
    </message>
    <message>
        <location filename="gui/facts.py"/>
        <source>explained</source>
        <translation>erklärt</translation>
    </message>
    <message>
        <location filename="gui/facts.py"/>
        <source>The class that the map speaks of.</source>
        <translation>Die Klasse, von der die Karte spricht.</translation>
    </message>
    <message>
        <location filename="gui/facts.py"/>
        <source>method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <location filename="gui/facts.py"/>
        <source>time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <location filename="gui/facts.py"/>
        <source>Share of its batch.</source>
        <translation>Anteil an ihrem Batch.</translation>
    </message>
    <message>
        <location filename="gui/facts.py"/>
        <location filename="gui/items.py"/>
        <source>class {n}</source>
        <translation>Klasse {n}</translation>
    </message>
    <message>
        <location filename="gui/facts.py"/>
        <source>random. {layers}/{all}</source>
        <translation>zufällig {layers}/{all}</translation>
    </message>
    <message>
        <location filename="gui/facts.py"/>
        <source>Likeliest classes: {classes}</source>
        <translation>Wahrscheinlichste Klassen: {classes}</translation>
    </message>
    <message>
        <location filename="gui/facts.py"/>
        <location filename="gui/loss_chart.py"/>
        <source>keep</source>
        <translation>Keep</translation>
    </message>
    <message>
        <location filename="gui/facts.py"/>
        <location filename="gui/loss_chart.py"/>
        <source>drop</source>
        <translation>Drop</translation>
    </message>
    <message>
        <location filename="gui/facts.py"/>
        <source>area</source>
        <translation>Fläche</translation>
    </message>
    <message>
        <location filename="gui/facts.py"/>
        <source>Mean of the mask: 0 nothing, 1 the whole picture.</source>
        <translation>Mittelwert der Maske: 0 nichts, 1 das ganze Bild.</translation>
    </message>
    <message>
        <location filename="gui/facts.py"/>
        <source>Gini</source>
        <translation>Gini</translation>
    </message>
    <message>
        <location filename="gui/facts.py"/>
        <source>How concentrated the map is: 0 even, 1 a single point.</source>
        <translation>Wie konzentriert die Karte ist: 0 gleichmäßig, 1 ein einziger Punkt.</translation>
    </message>
    <message>
        <location filename="gui/facts.py"/>
        <source>{n} of {all} calls</source>
        <translation>{n} von {all} Aufrufen</translation>
    </message>
    <message>
        <location filename="gui/facts.py"/>
        <source>gates</source>
        <translation>Gates</translation>
    </message>
    <message>
        <location filename="gui/facts.py"/>
        <source>Activation calls with gates, of those executed.</source>
        <translation>Aktivierungsaufrufe mit Gates, von den ausgeführten.</translation>
    </message>
    <message>
        <location filename="gui/facts.py"/>
        <source>Learning began from a rule pack of this model, with this SHA-256: {hash}</source>
        <translation>Das Lernen begann mit einem Regelpaket dieses Modells, mit diesem SHA-256: {hash}</translation>
    </message>
    <message>
        <location filename="gui/facts.py"/>
        <source>rule pack</source>
        <translation>Regelpaket</translation>
    </message>
    <message>
        <location filename="gui/facts.py"/>
        <source>its share</source>
        <translation>ihr Anteil</translation>
    </message>
    <message>
        <location filename="gui/facts.py"/>
        <source>Probability of that class.</source>
        <translation>Wahrscheinlichkeit dieser Klasse.</translation>
    </message>
    <message>
        <location filename="gui/filter_line.py"/>
        <source>For example: true:wolf verdict:flawed area&lt;0.1 -reason:stamp 0412 "two words"</source>
        <translation>Zum Beispiel: true:wolf verdict:flawed area&lt;0.1 -reason:stamp 0412 "two words"</translation>
    </message>
    <message>
        <location filename="gui/filter_line.py"/>
        <location filename="gui/queue_bar.py"/>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <location filename="gui/filter_line.py"/>
        <source>What could be meant</source>
        <translation>Was gemeint sein könnte</translation>
    </message>
    <message>
        <location filename="gui/filter_line.py"/>
        <source>{filter}
Down offers what fits.</source>
        <translation>{filter}
Pfeil nach unten bietet Passendes an.</translation>
    </message>
    <message>
        <location filename="gui/filter_offers.py"/>
        <source>class in the data set</source>
        <translation>Klasse im Datensatz</translation>
    </message>
    <message>
        <location filename="gui/filter_offers.py"/>
        <source>class the model gives</source>
        <translation>Klasse, die das Modell nennt</translation>
    </message>
    <message>
        <location filename="gui/filter_offers.py"/>
        <source>prediction is right: yes or no</source>
        <translation>Vorhersage richtig: yes oder no</translation>
    </message>
    <message>
        <location filename="gui/filter_offers.py"/>
        <source>yours: sound, flawed, unsure, none</source>
        <translation>Ihr Urteil: sound, flawed, unsure, none</translation>
    </message>
    <message>
        <location filename="gui/filter_offers.py"/>
        <source>why it is flawed</source>
        <translation>warum fehlerhaft</translation>
    </message>
    <message>
        <location filename="gui/filter_offers.py"/>
        <source>1 minor to 3 grave</source>
        <translation>1 gering bis 3 gravierend</translation>
    </message>
    <message>
        <location filename="gui/filter_offers.py"/>
        <source>words of the comment</source>
        <translation>Wörter des Kommentars</translation>
    </message>
    <message>
        <location filename="gui/filter_offers.py"/>
        <source>whose review the others ask</source>
        <translation>wessen Begutachtung gemeint ist</translation>
    </message>
    <message>
        <location filename="gui/filter_offers.py"/>
        <source>by anyone: yes or no</source>
        <translation>von irgendwem: yes oder no</translation>
    </message>
    <message>
        <location filename="gui/filter_offers.py"/>
        <source>between reviewers: yes or no</source>
        <translation>zwischen Begutachtenden: yes oder no</translation>
    </message>
    <message>
        <location filename="gui/filter_offers.py"/>
        <source>day of the last verdict, as 2026-11-23</source>
        <translation>Tag des letzten Urteils, etwa 2026-11-23</translation>
    </message>
    <message>
        <location filename="gui/filter_offers.py"/>
        <source>yours: asked, turned, stayed, none</source>
        <translation>Ihre: asked, turned, stayed, none</translation>
    </message>
    <message>
        <location filename="gui/filter_offers.py"/>
        <source>of the prediction, 0 to 1</source>
        <translation>der Vorhersage, 0 bis 1</translation>
    </message>
    <message>
        <location filename="gui/filter_offers.py"/>
        <source>of the mask, 0 to 1</source>
        <translation>der Maske, 0 bis 1</translation>
    </message>
    <message>
        <location filename="gui/filter_offers.py"/>
        <source>energy on the border, 0 to 1</source>
        <translation>Energie am Rand, 0 bis 1</translation>
    </message>
    <message>
        <location filename="gui/filter_offers.py"/>
        <source>score that the mask keeps</source>
        <translation>Score, den die Maske erhält</translation>
    </message>
    <message>
        <location filename="gui/filter_offers.py"/>
        <source>score without what the mask shows</source>
        <translation>Score ohne das, was die Maske zeigt</translation>
    </message>
    <message>
        <location filename="gui/filter_offers.py"/>
        <source>how sparse the map is, 0 to 1</source>
        <translation>wie spärlich die Karte ist, 0 bis 1</translation>
    </message>
    <message>
        <location filename="gui/filter_offers.py"/>
        <source>part of the path</source>
        <translation>Teil des Pfads</translation>
    </message>
    <message>
        <location filename="gui/filter_offers.py"/>
        <source>explained, waiting, failed</source>
        <translation>explained, waiting, failed</translation>
    </message>
    <message>
        <location filename="gui/filter_offers.py"/>
        <source>class that is explained</source>
        <translation>erklärte Klasse</translation>
    </message>
    <message>
        <location filename="gui/filter_offers.py"/>
        <source>what became of it since another run</source>
        <translation>was seit einem anderen Lauf daraus wurde</translation>
    </message>
    <message>
        <location filename="gui/filter_offers.py"/>
        <source>another run of the project</source>
        <translation>ein anderer Lauf des Projekts</translation>
    </message>
    <message>
        <location filename="gui/filter_offers.py"/>
        <source>flawed in run {n}, sound here</source>
        <translation>in Lauf {n} fehlerhaft, hier stimmig</translation>
    </message>
    <message>
        <location filename="gui/filter_offers.py"/>
        <source>sound in run {n}, flawed here</source>
        <translation>in Lauf {n} stimmig, hier fehlerhaft</translation>
    </message>
    <message>
        <location filename="gui/filter_offers.py"/>
        <source>sound in run {n} and here</source>
        <translation>in Lauf {n} und hier stimmig</translation>
    </message>
    <message>
        <location filename="gui/filter_offers.py"/>
        <source>flawed in run {n} and here</source>
        <translation>in Lauf {n} und hier fehlerhaft</translation>
    </message>
    <message>
        <location filename="gui/filter_offers.py"/>
        <source>unsure in run {n} or here</source>
        <translation>in Lauf {n} oder hier unsicher</translation>
    </message>
    <message>
        <location filename="gui/filter_offers.py"/>
        <source>judged in run {n} or here, not in both</source>
        <translation>in Lauf {n} oder hier beurteilt, nicht in beiden</translation>
    </message>
    <message>
        <location filename="gui/filter_offers.py"/>
        <source>judged neither in run {n} nor here</source>
        <translation>weder in Lauf {n} noch hier beurteilt</translation>
    </message>
    <message>
        <location filename="gui/filter_offers.py"/>
        <source>not reviewed</source>
        <translation>nicht begutachtet</translation>
    </message>
    <message>
        <location filename="gui/filter_offers.py"/>
        <source>a what-if is kept</source>
        <translation>ein Was-wäre-wenn ist aufbewahrt</translation>
    </message>
    <message>
        <location filename="gui/filter_offers.py"/>
        <source>one made another class of it</source>
        <translation>eines machte eine andere Klasse daraus</translation>
    </message>
    <message>
        <location filename="gui/filter_offers.py"/>
        <source>none made another class of it</source>
        <translation>keines machte eine andere Klasse daraus</translation>
    </message>
    <message>
        <location filename="gui/filter_offers.py"/>
        <source>no what-if is kept</source>
        <translation>kein Was-wäre-wenn ist aufbewahrt</translation>
    </message>
    <message>
        <location filename="gui/filter_offers.py"/>
        <location filename="gui/trend_words.py"/>
        <source>no true label</source>
        <translation>kein wahres Label</translation>
    </message>
    <message>
        <location filename="gui/filter_text.py"/>
        <source>No image is labelled “{value}”.</source>
        <translation>Kein Bild trägt das Label „{value}“.</translation>
    </message>
    <message>
        <location filename="gui/filter_text.py"/>
        <source>The model has no class “{value}”.</source>
        <translation>Das Modell hat keine Klasse „{value}“.</translation>
    </message>
    <message>
        <location filename="gui/filter_text.py"/>
        <source>Type / and a letter to see them.</source>
        <translation>/ und ein Buchstabe zeigen sie.</translation>
    </message>
    <message>
        <location filename="gui/filter_text.py"/>
        <source>A list shows one run: name one, without a minus.</source>
        <translation>Eine Liste zeigt einen Lauf: einen nennen, ohne Minus.</translation>
    </message>
    <message>
        <location filename="gui/filter_text.py"/>
        <source>{field} needs a number, as in {example}.</source>
        <translation>{field} braucht eine Zahl, etwa {example}.</translation>
    </message>
    <message>
        <location filename="gui/filter_text.py"/>
        <source>{field} needs a run of this project and one of {some}, as in {example}.</source>
        <translation>{field} braucht einen Lauf dieses Projekts und eines von {some}, etwa {example}.</translation>
    </message>
    <message>
        <location filename="gui/filter_text.py"/>
        <source>{field} needs a day, as in {example}.</source>
        <translation>{field} braucht einen Tag, etwa {example}.</translation>
    </message>
    <message>
        <location filename="gui/filter_text.py"/>
        <source>{field} is one of {some}.</source>
        <translation>{field} ist eines von {some}.</translation>
    </message>
    <message>
        <location filename="gui/filter_text.py"/>
        <source>No reason is called “{value}”.</source>
        <translation>Kein Grund heißt „{value}“.</translation>
    </message>
    <message>
        <location filename="gui/filter_text.py"/>
        <source>Nobody called “{value}” has reviewed in this project.</source>
        <translation>Niemand namens „{value}“ hat in diesem Projekt begutachtet.</translation>
    </message>
    <message>
        <location filename="gui/filter_text.py"/>
        <source>There is no field {name}. {hint}</source>
        <translation>Es gibt kein Feld {name}. {hint}</translation>
    </message>
    <message>
        <location filename="gui/filter_text.py"/>
        <source>{field} needs a value, as in {example}.</source>
        <translation>{field} braucht einen Wert, etwa {example}.</translation>
    </message>
    <message>
        <location filename="gui/filter_text.py"/>
        <source>{field} cannot be larger or smaller; write {example}.</source>
        <translation>{field} kann nicht größer oder kleiner sein; bitte {example} schreiben.</translation>
    </message>
    <message>
        <location filename="gui/filter_text.py"/>
        <source>There is no run {value} in this project; there is {some}.</source>
        <translation>Es gibt keinen Lauf {value} in diesem Projekt; es gibt {some}.</translation>
    </message>
    <message>
        <location filename="gui/filter_text.py"/>
        <source>severity is one of {some}.</source>
        <translation>severity ist eines von {some}.</translation>
    </message>
    <message>
        <location filename="gui/filter_text.py"/>
        <source>Did you mean {name}?</source>
        <translation>War {name} gemeint?</translation>
    </message>
    <message>
        <location filename="gui/filter_text.py"/>
        <source>A quotation mark is opened here and not closed.</source>
        <translation>Ein Anführungszeichen wird hier geöffnet und nicht geschlossen.</translation>
    </message>
    <message>
        <location filename="gui/filter_text.py"/>
        <source>Nothing follows “{part}”.</source>
        <translation>Auf „{part}“ folgt nichts.</translation>
    </message>
    <message>
        <location filename="gui/filter_text.py"/>
        <source>not {term}</source>
        <translation>nicht {term}</translation>
    </message>
    <message>
        <location filename="gui/gates_card.py"/>
        <source>Gates: {figures}</source>
        <translation>Gates: {figures}</translation>
    </message>
    <message>
        <location filename="gui/image_name.py"/>
        <source>Copy name</source>
        <translation>Namen kopieren</translation>
    </message>
    <message>
        <location filename="gui/image_name.py"/>
        <source>Copy path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <location filename="gui/image_name.py"/>
        <location filename="gui/pair_view.py"/>
        <location filename="gui/rate_chart.py"/>
        <location filename="gui/relink.py"/>
        <location filename="gui/runs_box.py"/>
        <location filename="gui/tour.py"/>
        <location filename="gui/trend_words.py"/>
        <source>{n} of {all}</source>
        <translation>{n} von {all}</translation>
    </message>
    <message>
        <location filename="gui/image_name.py"/>
        <source>Image {place}</source>
        <translation>Bild {place}</translation>
    </message>
    <message>
        <location filename="gui/intake.py"/>
        <source>{path} brings code that you have not agreed to run. Choose it in the audit room to be asked.</source>
        <translation>{path} bringt Code mit, dessen Ausführung nicht zugestimmt wurde. Im Raum Audit wählen, um gefragt zu werden.</translation>
    </message>
    <message>
        <location filename="gui/intake.py"/>
        <source>{name} was not loaded, since its code was not run. Nothing was changed.</source>
        <translation>{name} wurde nicht geladen, da sein Code nicht ausgeführt wurde. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <location filename="gui/intake.py"/>
        <source>The model of this run ({name}) is not where it was. Choose its model.toml to go on.</source>
        <translation>Das Modell dieses Laufs ({name}) ist nicht mehr, wo es war. Bitte seine model.toml wählen, um fortzufahren.</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/intake.py"/>
        <location filename="gui/trend_words.py"/>
        <source>{n} classes</source>
        <extracomment>For 1, in English: 1 class</extracomment>
        <translation><numerusform>{n} Klasse</numerusform><numerusform>{n} Klassen</numerusform></translation>
    </message>
    <message>
        <location filename="gui/intake.py"/>
        <source>An audit is running</source>
        <translation>Ein Audit läuft</translation>
    </message>
    <message>
        <location filename="gui/intake.py"/>
        <source>It stops after the batch at hand. Everything done is kept, and it can be resumed.</source>
        <translation>Es hält nach dem laufenden Batch an. Alles Erledigte bleibt, und es kann fortgesetzt werden.</translation>
    </message>
    <message>
        <location filename="gui/intake.py"/>
        <source>Stop the audit</source>
        <translation>Audit anhalten</translation>
    </message>
    <message>
        <location filename="gui/intake.py"/>
        <source>Let it run</source>
        <translation>Weiterlaufen lassen</translation>
    </message>
    <message>
        <location filename="gui/intake.py"/>
        <source>code not agreed to</source>
        <translation>Code nicht zugestimmt</translation>
    </message>
    <message>
        <location filename="gui/intake.py"/>
        <source>The worker is busy with another model just now. Try again in a moment.</source>
        <translation>Gerade wird ein anderes Modell bearbeitet. Bitte gleich noch einmal versuchen.</translation>
    </message>
    <message>
        <location filename="gui/intake.py"/>
        <location filename="gui/side_view.py"/>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <location filename="gui/intake.py"/>
        <source>{name} has changed since this run began, or is another model, so the run cannot go on with it.</source>
        <translation>{name} hat sich seit Beginn dieses Laufs geändert oder ist ein anderes Modell, darum kann der Lauf damit nicht weitergehen.</translation>
    </message>
    <message>
        <location filename="gui/intake.py"/>
        <source>{name} is in use by another window or command. Choose another project, or close the other one.</source>
        <translation>{name} wird von einem anderen Fenster oder Befehl benutzt. Bitte ein anderes Projekt wählen oder das andere schließen.</translation>
    </message>
    <message>
        <location filename="gui/intake.py"/>
        <source>An audit is running, so this one is in the queue: it starts when that one has ended.</source>
        <translation>Ein Audit läuft, darum steht dieses in der Warteschlange: Es startet, sobald jenes beendet ist.</translation>
    </message>
    <message>
        <location filename="gui/intake.py"/>
        <source>This run was made with another version of the method {method}, so it cannot go on with this one.</source>
        <translation>Dieser Lauf entstand mit einer anderen Version der Methode {method}, darum kann er mit dieser nicht weitergehen.</translation>
    </message>
    <message>
        <location filename="gui/intake.py"/>
        <source>Everything done is kept. Start a new audit instead.</source>
        <translation>Alles Erledigte bleibt. Bitte stattdessen ein neues Audit starten.</translation>
    </message>
    <message>
        <location filename="gui/intake.py"/>
        <source>on {device}</source>
        <translation>auf {device}</translation>
    </message>
    <message>
        <location filename="gui/intake.py"/>
        <source>Choose another model…</source>
        <translation>Anderes Modell wählen…</translation>
    </message>
    <message>
        <location filename="gui/item_list.py"/>
        <source>Images of this run</source>
        <translation>Bilder dieses Laufs</translation>
    </message>
    <message>
        <location filename="gui/items.py"/>
        <source>{n} of {all}: {image}.</source>
        <translation>{n} von {all}: {image}.</translation>
    </message>
    <message>
        <location filename="gui/items.py"/>
        <location filename="gui/terms.py"/>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <location filename="gui/items.py"/>
        <source>could not be read</source>
        <translation>nicht lesbar</translation>
    </message>
    <message>
        <location filename="gui/items.py"/>
        <source>Predicted {label}</source>
        <translation>Vorhergesagt {label}</translation>
    </message>
    <message>
        <location filename="gui/items.py"/>
        <source>Predicted {label}, {probability}</source>
        <translation>Vorhergesagt {label}, {probability}</translation>
    </message>
    <message>
        <location filename="gui/items.py"/>
        <location filename="gui/narrator.py"/>
        <source>Reviewers disagree.</source>
        <translation>Abweichende Urteile.</translation>
    </message>
    <message>
        <location filename="gui/items.py"/>
        <source>reviewers disagree</source>
        <translation>Urteile weichen ab</translation>
    </message>
    <message>
        <location filename="gui/items.py"/>
        <source>Not reviewed.</source>
        <translation>Nicht begutachtet.</translation>
    </message>
    <message>
        <location filename="gui/items.py"/>
        <source>true {label}</source>
        <translation>wahr: {label}</translation>
    </message>
    <message>
        <location filename="gui/items.py"/>
        <location filename="gui/panel.py"/>
        <source>true: {label}, as predicted</source>
        <translation>wahr: {label}, wie vorhergesagt</translation>
    </message>
    <message>
        <location filename="gui/items.py"/>
        <location filename="gui/panel.py"/>
        <source>true: {label}, not {predicted}</source>
        <translation>wahr: {label}, nicht {predicted}</translation>
    </message>
    <message>
        <location filename="gui/items.py"/>
        <source>{verdict} by you.</source>
        <translation>Ihr Urteil: {verdict}.</translation>
    </message>
    <message>
        <location filename="gui/job_audit.py"/>
        <source>None of the first images can be explained with this model and method.</source>
        <translation>Keines der ersten Bilder lässt sich mit diesem Modell und dieser Methode erklären.</translation>
    </message>
    <message>
        <location filename="gui/job_audit.py"/>
        <source>The audit could not go on: {reason}. Everything done so far is kept.</source>
        <translation>Das Audit konnte nicht weitergehen: {reason}. Alles bisher Erledigte bleibt.</translation>
    </message>
    <message>
        <location filename="gui/job_audit.py"/>
        <source>This could not be measured: {reason}.</source>
        <translation>Das ließ sich nicht messen: {reason}.</translation>
    </message>
    <message>
        <location filename="gui/job_explain.py"/>
        <source>The map of {image} could not be computed again: {reason}. Nothing was changed.</source>
        <translation>Die Karte von {image} konnte nicht neu berechnet werden: {reason}. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <location filename="gui/job_explain.py"/>
        <source>of another version</source>
        <translation>in anderer Version</translation>
    </message>
    <message>
        <location filename="gui/job_explain.py"/>
        <source>The image changed while it was read. Nothing was changed. Try again.</source>
        <translation>Das Bild änderte sich während des Lesens. Es wurde nichts geändert. Bitte noch einmal versuchen.</translation>
    </message>
    <message>
        <location filename="gui/job_explain.py"/>
        <source>{image} could not be explained: {reason}.</source>
        <translation>{image} konnte nicht erklärt werden: {reason}.</translation>
    </message>
    <message>
        <location filename="gui/job_inputs.py"/>
        <source>{image} has changed since it was audited. Nothing was explained. Audit the folder again: only what has changed is done anew.</source>
        <translation>{image} hat sich seit dem Audit geändert. Es wurde nichts erklärt. Bitte den Ordner noch einmal auditieren: Nur Geändertes wird neu gemacht.</translation>
    </message>
    <message>
        <location filename="gui/job_inputs.py"/>
        <location filename="gui/job_rule.py"/>
        <source>Put it back where it was, or relink the folder if it was moved.</source>
        <translation>Bitte an seinen Platz zurücklegen oder den Ordner neu verknüpfen, falls er verschoben wurde.</translation>
    </message>
    <message>
        <location filename="gui/job_inputs.py"/>
        <source>Put the original back. The prediction and the reviews of that one are kept.</source>
        <translation>Bitte das Original zurücklegen. Dessen Vorhersage und Begutachtungen sind erhalten.</translation>
    </message>
    <message>
        <location filename="gui/job_inputs.py"/>
        <source>{image} cannot be read ({reason}). Nothing was explained.</source>
        <translation>{image} ist nicht lesbar ({reason}). Es wurde nichts erklärt.</translation>
    </message>
    <message>
        <location filename="gui/job_models.py"/>
        <source>The model file {file} is not there any more. Nothing was changed. Put it back, or choose where it is now.</source>
        <translation>Die Modelldatei {file} ist nicht mehr da. Es wurde nichts geändert. Bitte zurücklegen oder wählen, wo sie jetzt liegt.</translation>
    </message>
    <message>
        <location filename="gui/job_models.py"/>
        <source>{file} has changed since this run was made, or is another model. Nothing was changed. Put the original back, or choose where it is now.</source>
        <translation>{file} hat sich seit diesem Lauf geändert oder ist ein anderes Modell. Es wurde nichts geändert. Bitte das Original zurücklegen oder wählen, wo es jetzt liegt.</translation>
    </message>
    <message>
        <location filename="gui/job_models.py"/>
        <source>{file} brings code that you have not agreed to run. Nothing was changed. Choose this model in the audit room once, when no audit is running, and you are asked.</source>
        <translation>{file} bringt Code mit, dessen Ausführung nicht zugestimmt wurde. Es wurde nichts geändert. Dieses Modell einmal im Raum Audit wählen, wenn kein Audit läuft; dann kommt die Frage.</translation>
    </message>
    <message>
        <location filename="gui/job_models.py"/>
        <source>PyTorch could not be loaded, so no model can run. ({reason})</source>
        <translation>PyTorch konnte nicht geladen werden, darum läuft kein Modell. ({reason})</translation>
    </message>
    <message>
        <location filename="gui/job_models.py"/>
        <source>{file} could not be loaded: {reason}</source>
        <translation>{file} konnte nicht geladen werden: {reason}</translation>
    </message>
    <message>
        <location filename="gui/job_rule.py"/>
        <source>The rule of {image} could not be learned once more: {reason}. Nothing was changed.</source>
        <translation>Die Regel von {image} konnte nicht noch einmal gelernt werden: {reason}. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <location filename="gui/job_rule.py"/>
        <source>The memory is too full to learn one image just now. Nothing was changed. Try again later.</source>
        <translation>Der Speicher ist gerade zu voll, um an einem Bild zu lernen. Es wurde nichts geändert. Bitte später noch einmal versuchen.</translation>
    </message>
    <message>
        <location filename="gui/job_rule.py"/>
        <source>Put the original back.</source>
        <translation>Bitte das Original zurücklegen.</translation>
    </message>
    <message>
        <location filename="gui/job_what_if.py"/>
        <source>To the unchanged image the model says {now} here, and {then} was kept when it was explained. So the two cannot stand side by side, and nothing was kept. Audit the folder again on this computer.</source>
        <translation>Zum unveränderten Bild sagt das Modell hier {now}, und {then} wurde beim Erklären aufbewahrt. Darum können beide nicht nebeneinanderstehen, und nichts wurde aufbewahrt. Bitte den Ordner auf diesem Rechner noch einmal auditieren.</translation>
    </message>
    <message>
        <location filename="gui/job_what_if.py"/>
        <source>{image} could not be asked about: {reason}. Nothing was kept.</source>
        <translation>Zu {image} konnte nicht gefragt werden: {reason}. Es wurde nichts aufbewahrt.</translation>
    </message>
    <message>
        <location filename="gui/key_dialog.py"/>
        <source>on the list, the picture and the panel</source>
        <translation>in Liste, Bild und Seitenleiste</translation>
    </message>
    <message>
        <location filename="gui/key_dialog.py"/>
        <source>on the picture</source>
        <translation>auf dem Bild</translation>
    </message>
    <message>
        <location filename="gui/key_dialog.py"/>
        <source>on explanations side by side</source>
        <translation>auf Erklärungen nebeneinander</translation>
    </message>
    <message>
        <location filename="gui/key_dialog.py"/>
        <source>everywhere</source>
        <translation>überall</translation>
    </message>
    <message>
        <location filename="gui/key_dialog.py"/>
        <source>{key} is for “{command}” already, {where}.</source>
        <translation>{key} ist schon für „{command}“ vergeben, {where}.</translation>
    </message>
    <message>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/key_sheet.py"/>
        <source>no key</source>
        <translation>keine Taste</translation>
    </message>
    <message>
        <location filename="gui/key_dialog.py"/>
        <source>Press the new key</source>
        <translation>Bitte die neue Taste drücken</translation>
    </message>
    <message>
        <location filename="gui/key_dialog.py"/>
        <source>Tab goes on to the choices, Escape leaves everything as it is.</source>
        <translation>Tab führt weiter zur Auswahl, Escape lässt alles, wie es ist.</translation>
    </message>
    <message>
        <location filename="gui/key_dialog.py"/>
        <source>In place of</source>
        <translation>Anstelle von</translation>
    </message>
    <message>
        <location filename="gui/key_dialog.py"/>
        <source>Leave everything as it is</source>
        <translation>Alles lassen, wie es ist</translation>
    </message>
    <message>
        <location filename="gui/key_dialog.py"/>
        <source>none of them: one key more</source>
        <translation>keiner davon: eine Taste mehr</translation>
    </message>
    <message>
        <location filename="gui/key_dialog.py"/>
        <location filename="gui/what_if_card.py"/>
        <source>Take away</source>
        <translation>Wegnehmen</translation>
    </message>
    <message>
        <location filename="gui/key_dialog.py"/>
        <source>{key} is for “{command}” already.</source>
        <translation>{key} ist schon für „{command}“ vergeben.</translation>
    </message>
    <message>
        <location filename="gui/key_dialog.py"/>
        <source>Take them from all of these</source>
        <translation>Allen diesen wegnehmen</translation>
    </message>
    <message>
        <location filename="gui/key_dialog.py"/>
        <source>Leave it there</source>
        <translation>Dort lassen</translation>
    </message>
    <message>
        <location filename="gui/key_dialog.py"/>
        <source>Leave them there</source>
        <translation>Alle dort lassen</translation>
    </message>
    <message>
        <location filename="gui/key_dialog.py"/>
        <source>{command} ({menu})</source>
        <translation>{command} ({menu})</translation>
    </message>
    <message>
        <location filename="gui/key_dialog.py"/>
        <source>Keys of {command}</source>
        <translation>Tasten für {command}</translation>
    </message>
    <message>
        <location filename="gui/key_dialog.py"/>
        <source>They hold {where}.</source>
        <translation>Sie gelten {where}.</translation>
    </message>
    <message>
        <location filename="gui/key_dialog.py"/>
        <source>New key for {command}: press it</source>
        <translation>Neue Taste für {command}: bitte drücken</translation>
    </message>
    <message>
        <location filename="gui/key_dialog.py"/>
        <source>Back to {keys}</source>
        <translation>Zurück zu {keys}</translation>
    </message>
    <message>
        <location filename="gui/key_dialog.py"/>
        <source>Take {key} away</source>
        <translation>{key} wegnehmen</translation>
    </message>
    <message>
        <location filename="gui/key_dialog.py"/>
        <source>Press another one.</source>
        <translation>Bitte eine andere drücken.</translation>
    </message>
    <message>
        <location filename="gui/key_dialog.py"/>
        <source>Take it from “{command}”</source>
        <translation>„{command}“ wegnehmen</translation>
    </message>
    <message>
        <location filename="gui/key_rules.py"/>
        <source>Escape leaves what is open, everywhere.</source>
        <translation>Escape verlässt überall, was offen ist.</translation>
    </message>
    <message>
        <location filename="gui/key_rules.py"/>
        <source>Tab goes from one part of the window to the next.</source>
        <translation>Tab führt von einem Teil des Fensters zum nächsten.</translation>
    </message>
    <message>
        <location filename="gui/key_rules.py"/>
        <source>Ctrl and Alt together write signs on many keyboards.</source>
        <translation>Strg und Alt zusammen schreiben auf vielen Tastaturen Zeichen.</translation>
    </message>
    <message>
        <location filename="gui/key_rules.py"/>
        <source>Alt with a letter opens the menus.</source>
        <translation>Alt mit einem Buchstaben öffnet die Menüs.</translation>
    </message>
    <message>
        <location filename="gui/key_rules.py"/>
        <source>This command holds everywhere, where letters and digits are typed. Add Ctrl, or take another.</source>
        <translation>Dieser Befehl gilt überall, auch wo Buchstaben und Ziffern geschrieben werden. Bitte Strg dazunehmen oder eine andere Taste.</translation>
    </message>
    <message>
        <location filename="gui/key_rules.py"/>
        <source>{key} belongs to the system.</source>
        <translation>{key} gehört dem System.</translation>
    </message>
    <message>
        <location filename="gui/key_rules.py"/>
        <source>{key} copies, pastes or selects.</source>
        <translation>{key} kopiert, fügt ein oder wählt aus.</translation>
    </message>
    <message>
        <location filename="gui/key_rules.py"/>
        <source>Side by side {key} moves or presses what is at hand.</source>
        <translation>Nebeneinander bewegt oder drückt {key}, was gerade an der Reihe ist.</translation>
    </message>
    <message>
        <location filename="gui/key_rules.py"/>
        <source>This command holds everywhere, where {key} moves or presses what is at hand.</source>
        <translation>Dieser Befehl gilt überall, auch wo {key} bewegt oder drückt, was gerade an der Reihe ist.</translation>
    </message>
    <message>
        <location filename="gui/key_sheet.py"/>
        <source>On the list, the picture and the panel</source>
        <translation>In der Liste, auf dem Bild und im Panel</translation>
    </message>
    <message>
        <location filename="gui/key_sheet.py"/>
        <source>On the picture</source>
        <translation>Auf dem Bild</translation>
    </message>
    <message>
        <location filename="gui/key_sheet.py"/>
        <source>On explanations side by side</source>
        <translation>Bei Erklärungen nebeneinander</translation>
    </message>
    <message>
        <location filename="gui/key_sheet.py"/>
        <source>Anywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <location filename="gui/key_sheet.py"/>
        <source>Find a key or what it does…</source>
        <translation>Taste oder Wirkung suchen…</translation>
    </message>
    <message>
        <location filename="gui/key_sheet.py"/>
        <source>Find a key or what it does</source>
        <translation>Taste oder Wirkung suchen</translation>
    </message>
    <message>
        <location filename="gui/key_sheet.py"/>
        <source>Keys by where they hold</source>
        <translation>Tasten nach ihrem Geltungsbereich</translation>
    </message>
    <message>
        <location filename="gui/key_sheet.py"/>
        <source>Return changes the key of a command.</source>
        <translation>Die Eingabetaste ändert die Taste eines Befehls.</translation>
    </message>
    <message>
        <location filename="gui/key_sheet.py"/>
        <source>No key does that.</source>
        <translation>Keine Taste tut das.</translation>
    </message>
    <message>
        <location filename="gui/key_sheet.py"/>
        <location filename="gui/setup_form.py"/>
        <source>Change…</source>
        <translation>Ändern…</translation>
    </message>
    <message>
        <location filename="gui/key_sheet.py"/>
        <source>Undo the last change of keys</source>
        <translation>Letzte Änderung der Tasten rückgängig</translation>
    </message>
    <message>
        <location filename="gui/key_sheet.py"/>
        <source>All as they came</source>
        <translation>Alle wie mitgeliefert</translation>
    </message>
    <message>
        <location filename="gui/key_sheet.py"/>
        <source>Copy as text</source>
        <translation>Als Text kopieren</translation>
    </message>
    <message>
        <location filename="gui/key_sheet.py"/>
        <source>This could not be written to {file} ({why}), and holds until the window is closed.</source>
        <translation>Das konnte nicht nach {file} geschrieben werden ({why}) und gilt, bis das Fenster geschlossen wird.</translation>
    </message>
    <message>
        <location filename="gui/key_sheet.py"/>
        <source>Taken back.</source>
        <translation>Zurückgenommen.</translation>
    </message>
    <message>
        <location filename="gui/key_sheet.py"/>
        <source>All commands have the keys that they came with.</source>
        <translation>Alle Befehle haben die mitgelieferten Tasten.</translation>
    </message>
    <message>
        <location filename="gui/key_sheet.py"/>
        <source>Copied. Paste it where you want to print it.</source>
        <translation>Kopiert. Zum Drucken irgendwo einfügen.</translation>
    </message>
    <message>
        <location filename="gui/key_sheet.py"/>
        <source>“{command}” is on {keys} now.</source>
        <translation>„{command}“ liegt jetzt auf {keys}.</translation>
    </message>
    <message>
        <location filename="gui/key_sheet.py"/>
        <source>“{command}” has no key now.</source>
        <translation>„{command}“ hat jetzt keine Taste.</translation>
    </message>
    <message>
        <location filename="gui/key_sheet.py"/>
        <source>While a tool is in hand, it takes this key first.</source>
        <translation>Solange ein Werkzeug gewählt ist, gilt diese Taste zuerst ihm.</translation>
    </message>
    <message>
        <location filename="gui/key_sheet.py"/>
        <source>Not all of the file with your keys could be used.</source>
        <translation>Die Datei mit Ihren Tasten ließ sich nicht ganz verwenden.</translation>
    </message>
    <message>
        <location filename="gui/key_sheet.py"/>
        <source>came as {keys}</source>
        <translation>mitgeliefert: {keys}</translation>
    </message>
    <message>
        <location filename="gui/keymap.py"/>
        <source>{key} for “{command}” was left out. {why}</source>
        <translation>{key} für „{command}“ wurde ausgelassen. {why}</translation>
    </message>
    <message>
        <location filename="gui/keymap.py"/>
        <source>{key} is for “{first}”, and not for “{second}” as well.</source>
        <translation>{key} gilt für „{first}“ und nicht zugleich für „{second}“.</translation>
    </message>
    <message>
        <location filename="gui/keymap.py"/>
        <source>“{key}” for “{command}” is no key.</source>
        <translation>„{key}“ für „{command}“ ist keine Taste.</translation>
    </message>
    <message>
        <location filename="gui/keymap.py"/>
        <source>There is no command “{name}”.</source>
        <translation>Einen Befehl „{name}“ gibt es nicht.</translation>
    </message>
    <message>
        <location filename="gui/keymap_file.py"/>
        <source>it is too large</source>
        <translation>sie ist zu groß</translation>
    </message>
    <message>
        <location filename="gui/keymap_file.py"/>
        <source>It could not be read: {why}.</source>
        <translation>Sie konnte nicht gelesen werden: {why}.</translation>
    </message>
    <message>
        <location filename="gui/keymap_file.py"/>
        <source>It could not be understood, so all keys are as they come: {why}.</source>
        <translation>Sie ist nicht zu verstehen, darum gelten alle mitgelieferten Tasten: {why}.</translation>
    </message>
    <message>
        <location filename="gui/keymap_file.py"/>
        <source>The keys of “{name}” are no list of texts.</source>
        <translation>Die Tasten von „{name}“ sind keine Liste von Texten.</translation>
    </message>
    <message>
        <location filename="gui/labels.py"/>
        <source>{title}, open</source>
        <translation>{title}, aufgeklappt</translation>
    </message>
    <message>
        <location filename="gui/labels.py"/>
        <source>{title}, folded</source>
        <translation>{title}, zugeklappt</translation>
    </message>
    <message>
        <location filename="gui/leaving.py"/>
        <source>Not everything is saved</source>
        <translation>Nicht alles ist gespeichert</translation>
    </message>
    <message>
        <location filename="gui/leaving.py"/>
        <source>Stay</source>
        <translation>Bleiben</translation>
    </message>
    <message>
        <location filename="gui/leaving.py"/>
        <source>Not written so far: {names}. Close and lose it?</source>
        <translation>Noch nicht geschrieben: {names}. Schließen und verlieren?</translation>
    </message>
    <message>
        <location filename="gui/likeness_chart.py"/>
        <source>{low} to {high}: {images}</source>
        <translation>{low} bis {high}: {images}</translation>
    </message>
    <message>
        <location filename="gui/likening.py"/>
        <source>{distance} from {image}: 0 is energy in the same places, 1 in no common place</source>
        <translation>{distance} von {image}: 0 ist Energie an denselben Stellen, 1 an keiner gemeinsamen</translation>
    </message>
    <message>
        <location filename="gui/likening.py"/>
        <source>This is the only map that explains {label}. The list is as before.</source>
        <translation>Dies ist die einzige Karte, die {label} erklärt. Die Liste ist wie zuvor.</translation>
    </message>
    <message>
        <location filename="gui/likening.py"/>
        <source>this image has no map to be near to</source>
        <translation>dieses Bild hat keine Karte, der andere nahe sein könnten</translation>
    </message>
    <message>
        <location filename="gui/likening.py"/>
        <source>The map of this image cannot be used: it is lost, or has no positive part. The list is as before.</source>
        <translation>Die Karte dieses Bildes ist nicht brauchbar: Sie ist verloren oder hat keinen positiven Anteil. Die Liste ist wie zuvor.</translation>
    </message>
    <message>
        <location filename="gui/likening.py"/>
        <source>this one</source>
        <translation>dieses</translation>
    </message>
    <message>
        <location filename="gui/likening.py"/>
        <source>the image whose map the others are near to</source>
        <translation>das Bild, dessen Karte die anderen nahe sind</translation>
    </message>
    <message>
        <location filename="gui/likening.py"/>
        <source>More like {image}</source>
        <translation>Ähnlich wie {image}</translation>
    </message>
    <message>
        <location filename="gui/likening.py"/>
        <source>{distance} away</source>
        <translation>{distance} entfernt</translation>
    </message>
    <message>
        <location filename="gui/long_work.py"/>
        <source>{what} Stopping…</source>
        <translation>{what} Wird angehalten…</translation>
    </message>
    <message>
        <location filename="gui/long_work.py"/>
        <source>{what} {n} % done.</source>
        <translation>{what} {n} % erledigt.</translation>
    </message>
    <message>
        <location filename="gui/loss_chart.py"/>
        <source>loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <location filename="gui/loss_chart.py"/>
        <source>Step {n}: loss {loss}, keep {keep}, drop {drop}</source>
        <translation>Schritt {n}: Verlust {loss}, Keep {keep}, Drop {drop}</translation>
    </message>
    <message>
        <location filename="gui/loss_chart.py"/>
        <source>The lowest loss: the map is made from this one.</source>
        <translation>Der kleinste Verlust: Aus diesem entsteht die Karte.</translation>
    </message>
    <message>
        <location filename="gui/loss_chart.py"/>
        <source>step {n}</source>
        <translation>Schritt {n}</translation>
    </message>
    <message>
        <location filename="gui/manners.py"/>
        <source>See and change keys…</source>
        <translation>Tasten ansehen und ändern…</translation>
    </message>
    <message>
        <location filename="gui/manners.py"/>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <location filename="gui/manners.py"/>
        <source>See all keys</source>
        <translation>Alle Tasten ansehen</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/manners.py"/>
        <source>And {n} more.</source>
        <extracomment>For 1, in English: And one more.</extracomment>
        <translation><numerusform>Und {n} weiteres.</numerusform><numerusform>Und {n} weitere.</numerusform></translation>
    </message>
    <message>
        <location filename="gui/manners.py"/>
        <source>Not all of your keys in {file} could be used. {what}</source>
        <translation>Nicht alle Ihre Tasten in {file} ließen sich verwenden. {what}</translation>
    </message>
    <message>
        <location filename="gui/manners.py"/>
        <source>Write it anew</source>
        <translation>Neu schreiben</translation>
    </message>
    <message>
        <location filename="gui/mark_bar.py"/>
        <source>Select</source>
        <translation>Auswählen</translation>
    </message>
    <message>
        <location filename="gui/mark_bar.py"/>
        <source>Box</source>
        <translation>Rechteck</translation>
    </message>
    <message>
        <location filename="gui/mark_bar.py"/>
        <source>Polygon</source>
        <translation>Polygon</translation>
    </message>
    <message>
        <location filename="gui/mark_bar.py"/>
        <source>Brush</source>
        <translation>Pinsel</translation>
    </message>
    <message>
        <location filename="gui/mark_bar.py"/>
        <source>Eraser</source>
        <translation>Radierer</translation>
    </message>
    <message>
        <location filename="gui/mark_bar.py"/>
        <source>New ones:</source>
        <translation>Neue:</translation>
    </message>
    <message>
        <location filename="gui/mark_bar.py"/>
        <source>Turn to missed</source>
        <translation>Zu „übersehen“ machen</translation>
    </message>
    <message>
        <location filename="gui/mark_bar.py"/>
        <source>Turn to spurious</source>
        <translation>Zu „irreführend“ machen</translation>
    </message>
    <message>
        <location filename="gui/mark_bar.py"/>
        <source>the model went by this, and should not</source>
        <translation>das Modell ging danach und sollte es nicht</translation>
    </message>
    <message>
        <location filename="gui/mark_bar.py"/>
        <source>the model should go by this</source>
        <translation>das Modell sollte danach gehen</translation>
    </message>
    <message>
        <location filename="gui/mark_bar.py"/>
        <source>Selected region: {what}</source>
        <translation>Ausgewählter Bereich: {what}</translation>
    </message>
    <message>
        <location filename="gui/mark_bar.py"/>
        <source>Nothing to mark: this image has no explanation</source>
        <translation>Nichts zu markieren: Dieses Bild hat keine Erklärung</translation>
    </message>
    <message>
        <location filename="gui/mark_bar.py"/>
        <source>Mark new regions as {mark}</source>
        <translation>Neue Bereiche als {mark} markieren</translation>
    </message>
    <message>
        <location filename="gui/mend_card.py"/>
        <source>What is known of this map</source>
        <translation>Was über diese Karte bekannt ist</translation>
    </message>
    <message>
        <location filename="gui/mend_card.py"/>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <location filename="gui/mend_card.py"/>
        <source>Less</source>
        <translation>Weniger</translation>
    </message>
    <message>
        <location filename="gui/mend_card.py"/>
        <source>More about this map</source>
        <translation>Mehr über diese Karte</translation>
    </message>
    <message>
        <location filename="gui/mend_card.py"/>
        <source>Less about this map</source>
        <translation>Weniger über diese Karte</translation>
    </message>
    <message>
        <location filename="gui/mending.py"/>
        <source>It can be computed again; it is put back only if every bit is as it was. Until then it cannot be judged.</source>
        <translation>Sie lässt sich neu berechnen; eingesetzt wird sie nur, wenn jedes Bit ist, wie es war. Bis dahin ist kein Urteil möglich.</translation>
    </message>
    <message>
        <location filename="gui/mending.py"/>
        <source>The map computed now is not the kept one: the hash that was kept is not met. Nothing was replaced. A backup may still have the file.</source>
        <translation>Die jetzt berechnete Karte ist nicht die aufbewahrte: Der aufbewahrte Hash wird nicht getroffen. Es wurde nichts ersetzt. Vielleicht hat eine Sicherung die Datei noch.</translation>
    </message>
    <message>
        <location filename="gui/mending.py"/>
        <location filename="gui/rule_words.py"/>
        <source>{name} {then}, now {now}</source>
        <translation>{name} {then}, jetzt {now}</translation>
    </message>
    <message>
        <location filename="gui/mending.py"/>
        <source>the map of this image is as it was written</source>
        <translation>die Karte dieses Bildes ist, wie sie geschrieben wurde</translation>
    </message>
    <message>
        <location filename="gui/mending.py"/>
        <location filename="gui/offering.py"/>
        <location filename="gui/what_ifs.py"/>
        <source>the project is open for reading only</source>
        <translation>das Projekt ist nur zum Lesen geöffnet</translation>
    </message>
    <message>
        <location filename="gui/mending.py"/>
        <source>The map of this image is missing</source>
        <translation>Die Karte dieses Bildes fehlt</translation>
    </message>
    <message>
        <location filename="gui/mending.py"/>
        <source>The map of this image was altered</source>
        <translation>Die Karte dieses Bildes wurde verändert</translation>
    </message>
    <message>
        <location filename="gui/mending.py"/>
        <source>Its file is gone. The prediction and the reviews are kept.</source>
        <translation>Ihre Datei ist weg. Vorhersage und Begutachtungen sind erhalten.</translation>
    </message>
    <message>
        <location filename="gui/mending.py"/>
        <source>Its file is not the one that was written, so it is not shown. Prediction and reviews are kept.</source>
        <translation>Ihre Datei ist nicht die geschriebene, darum wird sie nicht gezeigt. Vorhersage und Begutachtungen sind erhalten.</translation>
    </message>
    <message>
        <location filename="gui/mending.py"/>
        <source>Compute again</source>
        <translation>Neu berechnen</translation>
    </message>
    <message>
        <location filename="gui/mending.py"/>
        <source>Being computed…</source>
        <translation>Wird berechnet…</translation>
    </message>
    <message>
        <location filename="gui/mending.py"/>
        <source>Keep as a new explanation</source>
        <translation>Als neue Erklärung behalten</translation>
    </message>
    <message>
        <location filename="gui/mending.py"/>
        <source>Kept: values {low} to {high}, {label} {share}, on {device}.</source>
        <translation>Aufbewahrt: Werte {low} bis {high}, {label} {share}, auf {device}.</translation>
    </message>
    <message>
        <location filename="gui/mending.py"/>
        <source>Now: values {low} to {high}, {label} {share}, on {device}.</source>
        <translation>Jetzt: Werte {low} bis {high}, {label} {share}, auf {device}.</translation>
    </message>
    <message>
        <location filename="gui/mending.py"/>
        <source>This project is open for reading only, so the map cannot be put back here.</source>
        <translation>Dieses Projekt ist nur zum Lesen geöffnet, darum kann die Karte hier nicht eingesetzt werden.</translation>
    </message>
    <message>
        <location filename="gui/mending.py"/>
        <source>The map of {image} is back, bit for bit as it was written.</source>
        <translation>Die Karte von {image} ist zurück, Bit für Bit wie geschrieben.</translation>
    </message>
    <message>
        <location filename="gui/mending.py"/>
        <location filename="gui/rule_words.py"/>
        <source>Not as then: {changes}.</source>
        <translation>Nicht wie damals: {changes}.</translation>
    </message>
    <message>
        <location filename="gui/mending.py"/>
        <source>The altered file is kept: {file}</source>
        <translation>Die veränderte Datei ist aufbewahrt: {file}</translation>
    </message>
    <message>
        <location filename="gui/method_facts.py"/>
        <source>Learns for this one image by which rule relevance passes each activation, so that what the map shows suffices for the class and the rest does not.</source>
        <translation>Lernt für dieses eine Bild, nach welcher Regel Relevanz jede Aktivierung durchläuft, so dass das von der Karte Gezeigte für die Klasse genügt und der Rest nicht.</translation>
    </message>
    <message>
        <location filename="gui/method_facts.py"/>
        <source>Shows how strongly a small change of each pixel would move the class's score.</source>
        <translation>Zeigt, wie stark eine kleine Änderung jedes Pixels den Score der Klasse bewegen würde.</translation>
    </message>
    <message>
        <location filename="gui/method_facts.py"/>
        <source>The gradient, passed only where an activation was on and the relevance speaks for the class.</source>
        <translation>Der Gradient, nur dort weitergegeben, wo eine Aktivierung an war und die Relevanz für die Klasse spricht.</translation>
    </message>
    <message>
        <location filename="gui/method_facts.py"/>
        <source>Passes on everything that speaks for the class, whether an activation was on or not.</source>
        <translation>Gibt alles weiter, was für die Klasse spricht, ob eine Aktivierung an war oder nicht.</translation>
    </message>
    <message>
        <location filename="gui/method_facts.py"/>
        <source>The gradient times the input: roughly what each pixel adds to the score.</source>
        <translation>Der Gradient mal die Eingabe: ungefähr, was jedes Pixel zum Score beiträgt.</translation>
    </message>
    <message>
        <location filename="gui/method_facts.py"/>
        <source>Adds up the gradient on the way from the plain mean colour to the image.</source>
        <translation>Summiert den Gradienten auf dem Weg von der reinen Mittelfarbe zum Bild.</translation>
    </message>
    <message>
        <location filename="gui/method_facts.py"/>
        <source>The mean gradient of fifty noisy copies of the image.</source>
        <translation>Der mittlere Gradient von fünfzig verrauschten Kopien des Bildes.</translation>
    </message>
    <message>
        <location filename="gui/method_facts.py"/>
        <source>Hides a window at each place in turn, and shows how much of the score is lost.</source>
        <translation>Verdeckt der Reihe nach an jeder Stelle ein Fenster und zeigt, wie viel vom Score verloren geht.</translation>
    </message>
    <message>
        <location filename="gui/method_facts.py"/>
        <source>Weighs the channels of the last feature map by their mean gradient, and adds them up.</source>
        <translation>Gewichtet die Kanäle der letzten Merkmalskarte mit ihrem mittleren Gradienten und summiert sie.</translation>
    </message>
    <message>
        <location filename="gui/method_facts.py"/>
        <source>Weighs each cell of the last feature map by its own gradient, and adds the channels up.</source>
        <translation>Gewichtet jede Zelle der letzten Merkmalskarte mit ihrem eigenen Gradienten und summiert die Kanäle.</translation>
    </message>
    <message>
        <location filename="gui/method_facts.py"/>
        <source>Shows a thousand random parts of the image, and averages them by the class's probability.</source>
        <translation>Zeigt tausend zufällige Teile des Bildes und mittelt sie nach der Wahrscheinlichkeit der Klasse.</translation>
    </message>
    <message>
        <location filename="gui/method_facts.py"/>
        <source>Shares the score out backwards, layer by layer, so that as little as possible of it is lost.</source>
        <translation>Verteilt den Score rückwärts, Schicht um Schicht, so dass möglichst wenig davon verloren geht.</translation>
    </message>
    <message>
        <location filename="gui/method_link.py"/>
        <source>About the method {name}</source>
        <translation>Über die Methode {name}</translation>
    </message>
    <message>
        <location filename="gui/name_bar.py"/>
        <source>Who reviews? What you say is kept under this name.</source>
        <translation>Wer begutachtet? Was Sie sagen, wird unter diesem Namen aufbewahrt.</translation>
    </message>
    <message>
        <location filename="gui/name_bar.py"/>
        <source>Go on as which reviewer? What others said stays as it is.</source>
        <translation>Als welche Person weitermachen? Was andere sagten, bleibt, wie es ist.</translation>
    </message>
    <message>
        <location filename="gui/name_bar.py"/>
        <source>Name of the reviewer</source>
        <translation>Name der begutachtenden Person</translation>
    </message>
    <message>
        <location filename="gui/name_bar.py"/>
        <source>Your name</source>
        <translation>Ihr Name</translation>
    </message>
    <message>
        <location filename="gui/name_bar.py"/>
        <source>Use this name</source>
        <translation>Diesen Namen verwenden</translation>
    </message>
    <message>
        <location filename="gui/name_bar.py"/>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <location filename="gui/narrator.py"/>
        <location filename="gui/others_box.py"/>
        <location filename="gui/pattern_dialogs.py"/>
        <location filename="gui/reasons_box.py"/>
        <source>Background</source>
        <translation>Hintergrund</translation>
    </message>
    <message>
        <location filename="gui/narrator.py"/>
        <location filename="gui/others_box.py"/>
        <location filename="gui/pattern_dialogs.py"/>
        <location filename="gui/reasons_box.py"/>
        <source>The map lies on the surroundings, not on what the class is about.</source>
        <translation>Die Karte liegt auf der Umgebung, nicht auf dem, wovon die Klasse handelt.</translation>
    </message>
    <message>
        <location filename="gui/narrator.py"/>
        <location filename="gui/others_box.py"/>
        <location filename="gui/pattern_dialogs.py"/>
        <location filename="gui/reasons_box.py"/>
        <source>Stamp or text</source>
        <translation>Stempel oder Text</translation>
    </message>
    <message>
        <location filename="gui/narrator.py"/>
        <location filename="gui/others_box.py"/>
        <location filename="gui/pattern_dialogs.py"/>
        <location filename="gui/reasons_box.py"/>
        <source>The map lies on a watermark, a tag, writing or another mark that was added to the picture.</source>
        <translation>Die Karte liegt auf einem Wasserzeichen, einem Etikett, Schrift oder einer anderen Markierung, die dem Bild hinzugefügt wurde.</translation>
    </message>
    <message>
        <location filename="gui/narrator.py"/>
        <location filename="gui/others_box.py"/>
        <location filename="gui/pattern_dialogs.py"/>
        <location filename="gui/reasons_box.py"/>
        <source>Border artefact</source>
        <translation>Randartefakt</translation>
    </message>
    <message>
        <location filename="gui/narrator.py"/>
        <location filename="gui/others_box.py"/>
        <location filename="gui/pattern_dialogs.py"/>
        <location filename="gui/reasons_box.py"/>
        <source>The map lies along the edge of the picture or of what the model saw of it.</source>
        <translation>Die Karte liegt am Rand des Bildes oder dessen, was das Modell davon sah.</translation>
    </message>
    <message>
        <location filename="gui/narrator.py"/>
        <location filename="gui/others_box.py"/>
        <location filename="gui/pattern_dialogs.py"/>
        <location filename="gui/reasons_box.py"/>
        <source>Other object</source>
        <translation>Anderes Objekt</translation>
    </message>
    <message>
        <location filename="gui/narrator.py"/>
        <location filename="gui/others_box.py"/>
        <location filename="gui/pattern_dialogs.py"/>
        <location filename="gui/reasons_box.py"/>
        <source>The map lies on another thing in the picture, beside the one that the class is about.</source>
        <translation>Die Karte liegt auf etwas anderem im Bild, neben dem, wovon die Klasse handelt.</translation>
    </message>
    <message>
        <location filename="gui/narrator.py"/>
        <location filename="gui/others_box.py"/>
        <location filename="gui/pattern_dialogs.py"/>
        <location filename="gui/reasons_box.py"/>
        <source>Part only</source>
        <translation>Nur ein Teil</translation>
    </message>
    <message>
        <location filename="gui/narrator.py"/>
        <location filename="gui/others_box.py"/>
        <location filename="gui/pattern_dialogs.py"/>
        <location filename="gui/reasons_box.py"/>
        <source>The map lies on the right thing, but on too small a part of it to tell the class by.</source>
        <translation>Die Karte liegt auf dem Richtigen, aber auf einem zu kleinen Teil davon, um die Klasse daran zu erkennen.</translation>
    </message>
    <message>
        <location filename="gui/narrator.py"/>
        <location filename="gui/others_box.py"/>
        <location filename="gui/pattern_dialogs.py"/>
        <location filename="gui/reasons_box.py"/>
        <source>Scattered noise</source>
        <translation>Verstreutes Rauschen</translation>
    </message>
    <message>
        <location filename="gui/narrator.py"/>
        <location filename="gui/others_box.py"/>
        <location filename="gui/pattern_dialogs.py"/>
        <location filename="gui/reasons_box.py"/>
        <source>The map is strewn over the picture and points at nothing.</source>
        <translation>Die Karte ist über das Bild verstreut und zeigt auf nichts.</translation>
    </message>
    <message>
        <location filename="gui/narrator.py"/>
        <location filename="gui/others_box.py"/>
        <location filename="gui/pattern_dialogs.py"/>
        <location filename="gui/reasons_box.py"/>
        <source>Wrong object</source>
        <translation>Falsches Objekt</translation>
    </message>
    <message>
        <location filename="gui/narrator.py"/>
        <location filename="gui/others_box.py"/>
        <location filename="gui/pattern_dialogs.py"/>
        <location filename="gui/reasons_box.py"/>
        <source>The model took one thing for another: the map lies on what it mistook.</source>
        <translation>Das Modell hielt eines für das andere: Die Karte liegt auf dem Verwechselten.</translation>
    </message>
    <message>
        <location filename="gui/narrator.py"/>
        <location filename="gui/others_box.py"/>
        <location filename="gui/pattern_dialogs.py"/>
        <location filename="gui/reasons_box.py"/>
        <source>Missed object</source>
        <translation>Objekt übersehen</translation>
    </message>
    <message>
        <location filename="gui/narrator.py"/>
        <location filename="gui/others_box.py"/>
        <location filename="gui/pattern_dialogs.py"/>
        <location filename="gui/reasons_box.py"/>
        <source>What the class is about is in the picture, and the map leaves it out.</source>
        <translation>Wovon die Klasse handelt, ist im Bild, und die Karte lässt es aus.</translation>
    </message>
    <message>
        <location filename="gui/narrator.py"/>
        <location filename="gui/others_box.py"/>
        <location filename="gui/pattern_dialogs.py"/>
        <location filename="gui/reasons_box.py"/>
        <source>Other</source>
        <translation>Anderes</translation>
    </message>
    <message>
        <location filename="gui/narrator.py"/>
        <location filename="gui/others_box.py"/>
        <location filename="gui/pattern_dialogs.py"/>
        <location filename="gui/reasons_box.py"/>
        <source>Something else; the comment says what.</source>
        <translation>Etwas anderes; der Kommentar sagt, was.</translation>
    </message>
    <message>
        <location filename="gui/narrator.py"/>
        <location filename="gui/terms.py"/>
        <source>comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <location filename="gui/narrator.py"/>
        <source>{list}: {images}.</source>
        <translation>{list}: {images}.</translation>
    </message>
    <message>
        <location filename="gui/narrator.py"/>
        <source>{what}, saved.</source>
        <translation>{what}, gespeichert.</translation>
    </message>
    <message>
        <location filename="gui/narrator.py"/>
        <source>{what} on {image}, saved.</source>
        <translation>{what} bei {image}, gespeichert.</translation>
    </message>
    <message>
        <location filename="gui/narrator.py"/>
        <source>region taken away</source>
        <translation>Bereich weggenommen</translation>
    </message>
    <message>
        <location filename="gui/narrator.py"/>
        <source>{reason} taken back</source>
        <translation>{reason} zurückgenommen</translation>
    </message>
    <message>
        <location filename="gui/narrator.py"/>
        <source>{mark} region</source>
        <translation>Bereich {mark}</translation>
    </message>
    <message>
        <location filename="gui/notices.py"/>
        <location filename="gui/toasts.py"/>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
    <message>
        <location filename="gui/offering.py"/>
        <source>only in the review of a run</source>
        <translation>nur bei der Begutachtung eines Laufs</translation>
    </message>
    <message>
        <location filename="gui/offering.py"/>
        <source>a bundle is being written or merged</source>
        <translation>ein Bündel wird geschrieben oder zusammengeführt</translation>
    </message>
    <message>
        <location filename="gui/offering.py"/>
        <source>no list was left for this one</source>
        <translation>hierfür wurde keine Liste verlassen</translation>
    </message>
    <message>
        <location filename="gui/offering.py"/>
        <source>no project is open</source>
        <translation>kein Projekt ist geöffnet</translation>
    </message>
    <message>
        <location filename="gui/offering.py"/>
        <source>no audit is running</source>
        <translation>kein Audit läuft</translation>
    </message>
    <message>
        <location filename="gui/offering.py"/>
        <source>the audit pauses already</source>
        <translation>das Audit ist schon angehalten</translation>
    </message>
    <message>
        <location filename="gui/offering.py"/>
        <source>nothing is left to go on with</source>
        <translation>es ist nichts zum Fortsetzen übrig</translation>
    </message>
    <message>
        <location filename="gui/offering.py"/>
        <source>the queue is going already</source>
        <translation>die Warteschlange läuft schon</translation>
    </message>
    <message>
        <location filename="gui/offering.py"/>
        <source>the queue is empty</source>
        <translation>die Warteschlange ist leer</translation>
    </message>
    <message>
        <location filename="gui/offering.py"/>
        <source>the queue is not going</source>
        <translation>die Warteschlange läuft nicht</translation>
    </message>
    <message>
        <location filename="gui/offering.py"/>
        <source>no run is shown</source>
        <translation>kein Lauf wird gezeigt</translation>
    </message>
    <message>
        <location filename="gui/offering.py"/>
        <source>not while explanations are compared</source>
        <translation>nicht, während Erklärungen verglichen werden</translation>
    </message>
    <message>
        <location filename="gui/offering.py"/>
        <source>only while two views are swiped</source>
        <translation>nur, während zwischen zwei Ansichten gewischt wird</translation>
    </message>
    <message>
        <location filename="gui/offering.py"/>
        <source>only side by side</source>
        <translation>nur nebeneinander</translation>
    </message>
    <message>
        <location filename="gui/offering.py"/>
        <source>only in the audit room</source>
        <translation>nur im Raum Audit</translation>
    </message>
    <message>
        <location filename="gui/offering.py"/>
        <source>only while explanations are compared</source>
        <translation>nur, während Erklärungen verglichen werden</translation>
    </message>
    <message>
        <location filename="gui/originals.py"/>
        <source>{image} is not there any more. What was said of it is kept, and verdicts can still be given.</source>
        <translation>{image} ist nicht mehr da. Was dazu gesagt wurde, ist erhalten, und Urteile sind weiterhin möglich.</translation>
    </message>
    <message>
        <location filename="gui/originals.py"/>
        <source>{image} is another file than the one that was audited. Map and verdicts belong to the one that was. Put that one back, or audit the folder again.</source>
        <translation>{image} ist eine andere Datei als die auditierte. Karte und Urteile gehören zu jener. Bitte jene zurücklegen oder den Ordner noch einmal auditieren.</translation>
    </message>
    <message>
        <location filename="gui/others_box.py"/>
        <source>What others say is shown once your verdict is in.</source>
        <translation>Was andere sagen, wird gezeigt, sobald Ihr Urteil gefällt ist.</translation>
    </message>
    <message>
        <location filename="gui/others_box.py"/>
        <location filename="gui/verdict_box.py"/>
        <source>no verdict</source>
        <translation>kein Urteil</translation>
    </message>
    <message>
        <location filename="gui/others_box.py"/>
        <source>Nobody's own verdict is changed by it.</source>
        <translation>Niemandes eigenes Urteil ändert sich dadurch.</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/others_box.py"/>
        <source>{n} regions</source>
        <extracomment>For 1, in English: 1 region</extracomment>
        <translation><numerusform>{n} Bereich</numerusform><numerusform>{n} Bereiche</numerusform></translation>
    </message>
    <message>
        <location filename="gui/others_box.py"/>
        <source>“{comment}”</source>
        <translation>„{comment}“</translation>
    </message>
    <message>
        <location filename="gui/others_box.py"/>
        <source>Settled by {reviewer}, {day}: {verdict}.</source>
        <translation>Entschieden von {reviewer}, {day}: {verdict}.</translation>
    </message>
    <message>
        <location filename="gui/others_box.py"/>
        <source>Verdicts have changed since.</source>
        <translation>Seither haben sich Urteile geändert.</translation>
    </message>
    <message>
        <location filename="gui/others_box.py"/>
        <source>Nobody else has reviewed this one.</source>
        <translation>Sonst hat dieses noch niemand begutachtet.</translation>
    </message>
    <message>
        <location filename="gui/others_box.py"/>
        <source>Settle it anew as</source>
        <translation>Neu entscheiden als</translation>
    </message>
    <message>
        <location filename="gui/others_box.py"/>
        <source>Settle it as</source>
        <translation>Entscheiden als</translation>
    </message>
    <message>
        <location filename="gui/others_box.py"/>
        <source>The verdicts differ.</source>
        <translation>Die Urteile weichen ab.</translation>
    </message>
    <message>
        <location filename="gui/pair_view.py"/>
        <source>the same for both runs</source>
        <translation>für beide Läufe dieselbe</translation>
    </message>
    <message>
        <location filename="gui/pair_view.py"/>
        <source>Back to the comparison</source>
        <translation>Zurück zum Vergleich</translation>
    </message>
    <message>
        <location filename="gui/pair_view.py"/>
        <source>One scale for both</source>
        <translation>Eine Skala für beide</translation>
    </message>
    <message>
        <location filename="gui/pair_view.py"/>
        <source>Map in {run}</source>
        <translation>Karte in {run}</translation>
    </message>
    <message>
        <location filename="gui/pair_view.py"/>
        <source>explained: {label}</source>
        <translation>erklärt: {label}</translation>
    </message>
    <message>
        <location filename="gui/pair_view.py"/>
        <source>maps alike {value}</source>
        <translation>Ähnlichkeit der Karten {value}</translation>
    </message>
    <message>
        <location filename="gui/palette.py"/>
        <source>Find a command</source>
        <translation>Befehl suchen</translation>
    </message>
    <message>
        <location filename="gui/palette.py"/>
        <source>Find a command or a place…</source>
        <translation>Befehl oder Ort suchen…</translation>
    </message>
    <message>
        <location filename="gui/palette.py"/>
        <source>Find a command or a place</source>
        <translation>Befehl oder Ort suchen</translation>
    </message>
    <message>
        <location filename="gui/palette.py"/>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
    <message>
        <location filename="gui/palette.py"/>
        <source>Nothing is called so. Try fewer letters.</source>
        <translation>Nichts heißt so. Mit weniger Buchstaben versuchen.</translation>
    </message>
    <message>
        <location filename="gui/palette.py"/>
        <source>not now</source>
        <translation>nicht jetzt</translation>
    </message>
    <message>
        <location filename="gui/panel.py"/>
        <source>The model's confidence is shown once your verdict is in.</source>
        <translation>Die Konfidenz des Modells wird gezeigt, sobald Ihr Urteil gefällt ist.</translation>
    </message>
    <message>
        <location filename="gui/panel.py"/>
        <source>About this image</source>
        <translation>Über dieses Bild</translation>
    </message>
    <message>
        <location filename="gui/panel.py"/>
        <source>true: {label}</source>
        <translation>wahr: {label}</translation>
    </message>
    <message>
        <location filename="gui/panel.py"/>
        <location filename="gui/what_if_card.py"/>
        <source>What if</source>
        <translation>Was wäre, wenn</translation>
    </message>
    <message>
        <location filename="gui/panel.py"/>
        <source>Other reviewers</source>
        <translation>Andere Begutachtende</translation>
    </message>
    <message>
        <location filename="gui/panel.py"/>
        <source>Likeliest classes</source>
        <translation>Wahrscheinlichste Klassen</translation>
    </message>
    <message>
        <location filename="gui/panel.py"/>
        <location filename="gui/setup_form.py"/>
        <source>Evidence</source>
        <translation>Messwerte</translation>
    </message>
    <message>
        <location filename="gui/panel.py"/>
        <source>How it was made</source>
        <translation>Wie sie entstand</translation>
    </message>
    <message>
        <location filename="gui/panel.py"/>
        <source>the verdicts differ</source>
        <translation>die Urteile weichen ab</translation>
    </message>
    <message>
        <location filename="gui/panel.py"/>
        <source>Read only: nothing can be said here</source>
        <translation>Nur zum Lesen: Hier lässt sich nichts sagen</translation>
    </message>
    <message>
        <location filename="gui/panel.py"/>
        <source>Say who you are to review</source>
        <translation>Zum Begutachten bitte Namen angeben</translation>
    </message>
    <message>
        <location filename="gui/panel.py"/>
        <source>Choose an image in the list.</source>
        <translation>Bitte ein Bild in der Liste wählen.</translation>
    </message>
    <message>
        <location filename="gui/panel.py"/>
        <source>probability {share}</source>
        <translation>Wahrscheinlichkeit {share}</translation>
    </message>
    <message>
        <location filename="gui/panel.py"/>
        <source>Waiting for its explanation.</source>
        <translation>Wartet auf seine Erklärung.</translation>
    </message>
    <message>
        <location filename="gui/panel.py"/>
        <source>Not explained.</source>
        <translation>Nicht erklärt.</translation>
    </message>
    <message>
        <location filename="gui/pattern_acting.py"/>
        <source>{maps} of class {label}. Reports of the run tell of named clusters.</source>
        <translation>{maps} der Klasse {label}. Berichte über den Lauf nennen benannte Cluster.</translation>
    </message>
    <message>
        <location filename="gui/pattern_acting.py"/>
        <source>The project is open for reading only.</source>
        <translation>Das Projekt ist nur zum Lesen geöffnet.</translation>
    </message>
    <message>
        <location filename="gui/pattern_acting.py"/>
        <source>Say who reviews first: Review, Change reviewer.</source>
        <translation>Bitte zuerst sagen, wer begutachtet: Begutachtung, Person wechseln.</translation>
    </message>
    <message>
        <location filename="gui/pattern_acting.py"/>
        <source>No patterns yet.</source>
        <translation>Noch keine Muster.</translation>
    </message>
    <message>
        <location filename="gui/pattern_acting.py"/>
        <source>Patterns are found among the maps of an audit. Start one, or open a project.</source>
        <translation>Muster finden sich unter den Karten eines Audits. Bitte eines starten oder ein Projekt öffnen.</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/pattern_acting.py"/>
        <source>{n} verdicts of yours stay.</source>
        <extracomment>For 1, in English: 1 verdict of yours stays.</extracomment>
        <translation><numerusform>{n} Urteil von Ihnen bleibt.</numerusform><numerusform>{n} Urteile von Ihnen bleiben.</numerusform></translation>
    </message>
    <message>
        <location filename="gui/pattern_acting.py"/>
        <source>member {n}</source>
        <translation>Mitglied {n}</translation>
    </message>
    <message>
        <location filename="gui/pattern_acting.py"/>
        <source>The cluster is called “{name}”.</source>
        <translation>Der Cluster heißt „{name}“.</translation>
    </message>
    <message>
        <location filename="gui/pattern_acting.py"/>
        <source>{images} flagged: {name}.</source>
        <translation>{images} als fehlerhaft markiert: {name}.</translation>
    </message>
    <message>
        <location filename="gui/pattern_acting.py"/>
        <source>Name “{name}” removed.</source>
        <translation>Name „{name}“ entfernt.</translation>
    </message>
    <message>
        <location filename="gui/pattern_card.py"/>
        <source>Remove name</source>
        <translation>Namen entfernen</translation>
    </message>
    <message>
        <location filename="gui/pattern_card.py"/>
        <source>Flag all…</source>
        <translation>Alle markieren…</translation>
    </message>
    <message>
        <location filename="gui/pattern_card.py"/>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <location filename="gui/pattern_card.py"/>
        <source>Name…</source>
        <translation>Benennen…</translation>
    </message>
    <message>
        <location filename="gui/pattern_card.py"/>
        <source>Open the members of {cluster} in Review</source>
        <translation>Die Mitglieder von {cluster} in der Begutachtung öffnen</translation>
    </message>
    <message>
        <location filename="gui/pattern_card.py"/>
        <source>Remove the name of {cluster}</source>
        <translation>Den Namen von {cluster} entfernen</translation>
    </message>
    <message>
        <location filename="gui/pattern_card.py"/>
        <source>Flag all members of {cluster}</source>
        <translation>Alle Mitglieder von {cluster} als fehlerhaft markieren</translation>
    </message>
    <message>
        <location filename="gui/pattern_card.py"/>
        <source>map lost</source>
        <translation>Karte verloren</translation>
    </message>
    <message>
        <location filename="gui/pattern_card.py"/>
        <source>Cluster {n}</source>
        <translation>Cluster {n}</translation>
    </message>
    <message>
        <location filename="gui/pattern_card.py"/>
        <source>Mean map of {cluster}</source>
        <translation>Mittlere Karte von {cluster}</translation>
    </message>
    <message>
        <location filename="gui/pattern_card.py"/>
        <source>mean map</source>
        <translation>mittlere Karte</translation>
    </message>
    <message>
        <location filename="gui/pattern_card.py"/>
        <source>{label} · named by {who}</source>
        <translation>{label} · benannt von {who}</translation>
    </message>
    <message>
        <location filename="gui/pattern_card.py"/>
        <source>{about} · not found this time: shown as it was named</source>
        <translation>{about} · diesmal nicht gefunden: gezeigt, wie er benannt wurde</translation>
    </message>
    <message>
        <location filename="gui/pattern_card.py"/>
        <source>Open {n} in Review</source>
        <translation>{n} in der Begutachtung öffnen</translation>
    </message>
    <message>
        <location filename="gui/pattern_card.py"/>
        <source>Rename {cluster}</source>
        <translation>{cluster} umbenennen</translation>
    </message>
    <message>
        <location filename="gui/pattern_card.py"/>
        <source>Name {cluster}</source>
        <translation>{cluster} benennen</translation>
    </message>
    <message>
        <location filename="gui/pattern_card.py"/>
        <source>Open {image} in Review</source>
        <translation>{image} in der Begutachtung öffnen</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/pattern_dialogs.py"/>
        <source>Flag {n} images as flawed?</source>
        <extracomment>For 1, in English: Flag 1 image as flawed?</extracomment>
        <translation><numerusform>{n} Bild als fehlerhaft markieren?</numerusform><numerusform>{n} Bilder als fehlerhaft markieren?</numerusform></translation>
    </message>
    <message>
        <location filename="gui/pattern_dialogs.py"/>
        <source>All of “{name}” get a flawed verdict of {who}'s. Nobody looks at each of them for that: the history says that they were flagged as one, and rates count these flags like any others. One Undo takes all of it back.</source>
        <translation>Alle aus „{name}“ bekommen ein Urteil „fehlerhaft“ von {who}. Niemand sieht dafür jedes einzelne an: Der Verlauf sagt, dass sie gemeinsam markiert wurden, und Raten zählen diese Urteile wie alle anderen. Einmal Rückgängig nimmt alles zurück.</translation>
    </message>
    <message>
        <location filename="gui/pattern_dialogs.py"/>
        <source>Name a cluster</source>
        <translation>Cluster benennen</translation>
    </message>
    <message>
        <location filename="gui/pattern_dialogs.py"/>
        <source>Name of the cluster</source>
        <translation>Name des Clusters</translation>
    </message>
    <message>
        <location filename="gui/pattern_dialogs.py"/>
        <source>what its maps look at, in a few words</source>
        <translation>worauf seine Karten schauen, in wenigen Worten</translation>
    </message>
    <message>
        <location filename="gui/pattern_dialogs.py"/>
        <source>Keep name</source>
        <translation>Namen behalten</translation>
    </message>
    <message>
        <location filename="gui/pattern_dialogs.py"/>
        <source>Flag a cluster</source>
        <translation>Cluster markieren</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/pattern_dialogs.py"/>
        <source>{n} have a verdict of yours already, which stays.</source>
        <extracomment>For 1, in English: 1 has a verdict of yours already, which stays.</extracomment>
        <translation><numerusform>{n} hat schon ein Urteil von Ihnen, das bleibt.</numerusform><numerusform>{n} haben schon ein Urteil von Ihnen, das bleibt.</numerusform></translation>
    </message>
    <message>
        <location filename="gui/pattern_dialogs.py"/>
        <source>What is this cluster called?</source>
        <translation>Wie heißt dieser Cluster?</translation>
    </message>
    <message>
        <location filename="gui/pattern_dialogs.py"/>
        <source>Another cluster of this run is called so. Choose another name.</source>
        <translation>Ein anderer Cluster dieses Laufs heißt so. Bitte einen anderen Namen wählen.</translation>
    </message>
    <message>
        <location filename="gui/pattern_dialogs.py"/>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <location filename="gui/pattern_dialogs.py"/>
        <source>Flag {n}</source>
        <translation>{n} markieren</translation>
    </message>
    <message>
        <location filename="gui/pattern_words.py"/>
        <source>No cluster of maps stands apart</source>
        <translation>Kein Cluster von Karten hebt sich ab</translation>
    </message>
    <message>
        <location filename="gui/pattern_words.py"/>
        <source>In no class do some maps lie alike and apart from all others. That does not say that the model looks at the right things: a cue that most classes share is what is usual here, a cue at ever other places makes no cluster, and two cues in one place look like one.</source>
        <translation>In keiner Klasse liegen einige Karten gleich und abseits aller anderen. Das heißt nicht, dass das Modell auf das Richtige schaut: Ein Hinweis, den die meisten Klassen teilen, ist hier das Übliche; ein Hinweis an immer anderen Stellen bildet keinen Cluster; und zwei Hinweise an einer Stelle sehen aus wie einer.</translation>
    </message>
    <message>
        <location filename="gui/pattern_words.py"/>
        <source>top left {share}</source>
        <translation>oben links {share}</translation>
    </message>
    <message>
        <location filename="gui/pattern_words.py"/>
        <source>top centre {share}</source>
        <translation>oben in der Mitte {share}</translation>
    </message>
    <message>
        <location filename="gui/pattern_words.py"/>
        <source>top right {share}</source>
        <translation>oben rechts {share}</translation>
    </message>
    <message>
        <location filename="gui/pattern_words.py"/>
        <source>middle left {share}</source>
        <translation>links in der Mitte {share}</translation>
    </message>
    <message>
        <location filename="gui/pattern_words.py"/>
        <source>middle centre {share}</source>
        <translation>in der Mitte {share}</translation>
    </message>
    <message>
        <location filename="gui/pattern_words.py"/>
        <source>middle right {share}</source>
        <translation>rechts in der Mitte {share}</translation>
    </message>
    <message>
        <location filename="gui/pattern_words.py"/>
        <source>bottom left {share}</source>
        <translation>unten links {share}</translation>
    </message>
    <message>
        <location filename="gui/pattern_words.py"/>
        <source>bottom centre {share}</source>
        <translation>unten in der Mitte {share}</translation>
    </message>
    <message>
        <location filename="gui/pattern_words.py"/>
        <source>bottom right {share}</source>
        <translation>unten rechts {share}</translation>
    </message>
    <message>
        <location filename="gui/pattern_words.py"/>
        <source>Nobody has judged any of them yet.</source>
        <translation>Noch hat niemand eines davon beurteilt.</translation>
    </message>
    <message>
        <location filename="gui/pattern_words.py"/>
        <source>none flawed or sound</source>
        <translation>keines fehlerhaft oder stimmig</translation>
    </message>
    <message>
        <location filename="gui/pattern_words.py"/>
        <source>Far apart from all other maps</source>
        <translation>Weit abseits aller anderen Karten</translation>
    </message>
    <message>
        <location filename="gui/pattern_words.py"/>
        <source>Clearly apart from all other maps</source>
        <translation>Deutlich abseits aller anderen Karten</translation>
    </message>
    <message>
        <location filename="gui/pattern_words.py"/>
        <source>found again in nearly every draw of four fifths of the maps</source>
        <translation>wiedergefunden in fast jeder Ziehung von vier Fünfteln der Karten</translation>
    </message>
    <message>
        <location filename="gui/pattern_words.py"/>
        <source>found again in most draws of four fifths of the maps</source>
        <translation>wiedergefunden in den meisten Ziehungen von vier Fünfteln der Karten</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/pattern_words.py"/>
        <source>{n} clusters of maps stand apart</source>
        <extracomment>For 1, in English: 1 cluster of maps stands apart</extracomment>
        <translation><numerusform>{n} Cluster von Karten hebt sich ab</numerusform><numerusform>{n} Cluster von Karten heben sich ab</numerusform></translation>
    </message>
    <message>
        <location filename="gui/pattern_words.py"/>
        <source>Too few maps to look for clusters</source>
        <translation>Zu wenige Karten, um Cluster zu suchen</translation>
    </message>
    <message>
        <location filename="gui/pattern_words.py"/>
        <source>{used} of {all} maps used; left out: {why}.</source>
        <translation>{used} von {all} Karten verwendet; ausgelassen: {why}.</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/pattern_words.py"/>
        <source>{n} images were explained since; Look again takes them in.</source>
        <extracomment>For 1, in English: 1 image was explained since; Look again takes it in.</extracomment>
        <translation><numerusform>{n} Bild wurde seither erklärt; „Neu suchen“ nimmt es auf.</numerusform><numerusform>{n} Bilder wurden seither erklärt; „Neu suchen“ nimmt sie auf.</numerusform></translation>
    </message>
    <message>
        <location filename="gui/pattern_words.py"/>
        <source>One group of maps, and no other class to hold it against: {classes}.</source>
        <translation>Eine Gruppe von Karten und keine andere Klasse zum Vergleich: {classes}.</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/pattern_words.py"/>
        <source>{n} of them cannot be used now.</source>
        <extracomment>For 1, in English: 1 of them cannot be used now.</extracomment>
        <translation><numerusform>{n} davon ist jetzt nicht brauchbar.</numerusform><numerusform>{n} davon sind jetzt nicht brauchbar.</numerusform></translation>
    </message>
    <message>
        <location filename="gui/pattern_words.py"/>
        <source>flawed {share} ({low}–{high}) of {n} judged</source>
        <translation>fehlerhaft {share} ({low}–{high}) von {n} beurteilten</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/pattern_words.py"/>
        <source>{n} were flagged as a whole: nobody need have looked at each.</source>
        <extracomment>For 1, in English: 1 was flagged as a whole: nobody need have looked at it.</extracomment>
        <translation><numerusform>{n} wurde als Teil des Ganzen markiert: Niemand muss es angesehen haben.</numerusform><numerusform>{n} wurden als Ganzes markiert: Niemand muss jedes angesehen haben.</numerusform></translation>
    </message>
    <message>
        <location filename="gui/pattern_words.py"/>
        <source>Energy: {places}.</source>
        <translation>Energie: {places}.</translation>
    </message>
    <message>
        <location filename="gui/pattern_words.py"/>
        <source>separation {separation}, stability {stability}</source>
        <translation>Abstand {separation}, Stabilität {stability}</translation>
    </message>
    <message>
        <location filename="gui/pattern_words.py"/>
        <source>Its maps have</source>
        <translation>Seine Karten haben</translation>
    </message>
    <message>
        <location filename="gui/pattern_words.py"/>
        <source>The maps of each have</source>
        <translation>Die Karten jedes Clusters haben</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/pattern_words.py"/>
        <source>{n} files are missing</source>
        <extracomment>For 1, in English: 1 file is missing</extracomment>
        <translation><numerusform>{n} Datei fehlt</numerusform><numerusform>{n} Dateien fehlen</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="gui/pattern_words.py"/>
        <source>{n} files were altered</source>
        <extracomment>For 1, in English: 1 file was altered</extracomment>
        <translation><numerusform>{n} Datei wurde verändert</numerusform><numerusform>{n} Dateien wurden verändert</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="gui/pattern_words.py"/>
        <source>{n} maps have no positive part</source>
        <extracomment>For 1, in English: 1 map has no positive part</extracomment>
        <translation><numerusform>{n} Karte hat keinen positiven Anteil</numerusform><numerusform>{n} Karten haben keinen positiven Anteil</numerusform></translation>
    </message>
    <message>
        <location filename="gui/pattern_words.py"/>
        <source>{label}: {n} of {all} maps were clustered, drawn at random; the others went to the nearest.</source>
        <translation>{label}: {n} von {all} Karten wurden geclustert, zufällig gezogen; die übrigen kamen zum nächsten.</translation>
    </message>
    <message>
        <location filename="gui/pattern_words.py"/>
        <source>cluster {n} of {label}</source>
        <translation>Cluster {n} von {label}</translation>
    </message>
    <message>
        <location filename="gui/pattern_words.py"/>
        <source>Cluster {n} of {label}</source>
        <translation>Cluster {n} von {label}</translation>
    </message>
    <message>
        <location filename="gui/pattern_words.py"/>
        <source>{n} of {all} maps that explain {label} ({share}).</source>
        <translation>{n} von {all} Karten, die {label} erklären ({share}).</translation>
    </message>
    <message>
        <location filename="gui/pattern_words.py"/>
        <source>Half of it lies on {area} of the picture</source>
        <translation>Die Hälfte davon liegt auf {area} des Bildes</translation>
    </message>
    <message>
        <location filename="gui/pattern_words.py"/>
        <source>; the maps of other classes have {share} of theirs there.</source>
        <translation>; die Karten anderer Klassen haben dort {share} der ihren.</translation>
    </message>
    <message>
        <location filename="gui/pattern_words.py"/>
        <source>{whose} their energy in the same places, and in other places than the rest of their class and what is usual in the other classes. Whether that is a flaw is for people to say: look at the members.</source>
        <translation>{whose} ihre Energie an denselben Stellen, und an anderen als der Rest ihrer Klasse und als in den anderen Klassen üblich. Ob das ein Fehler ist, müssen Menschen sagen: Bitte die Mitglieder ansehen.</translation>
    </message>
    <message>
        <location filename="gui/pattern_words.py"/>
        <source>A class needs at least {n} maps that can be used. Audit more images of it, or look at the maps one by one.</source>
        <translation>Eine Klasse braucht mindestens {n} brauchbare Karten. Mehr Bilder davon auditieren oder die Karten einzeln ansehen.</translation>
    </message>
    <message>
        <location filename="gui/pattern_words.py"/>
        <source>Cluster “{name}”</source>
        <translation>Cluster „{name}“</translation>
    </message>
    <message>
        <location filename="gui/pattern_words.py"/>
        <source>Its flags say: {reasons}.</source>
        <translation>Seine Markierungen sagen: {reasons}.</translation>
    </message>
    <message>
        <location filename="gui/pattern_words.py"/>
        <source>Rest of the class: {rate}.</source>
        <translation>Rest der Klasse: {rate}.</translation>
    </message>
    <message>
        <location filename="gui/pattern_words.py"/>
        <source>{n} unsure</source>
        <translation>{n} unsicher</translation>
    </message>
    <message>
        <location filename="gui/pattern_words.py"/>
        <source>{n} without a verdict</source>
        <translation>{n} ohne Urteil</translation>
    </message>
    <message>
        <location filename="gui/pattern_words.py"/>
        <source>Nothing stands apart in: {classes}.</source>
        <translation>Nichts hebt sich ab in: {classes}.</translation>
    </message>
    <message>
        <location filename="gui/pattern_words.py"/>
        <source>Too few maps (fewer than {n}) in: {classes}.</source>
        <translation>Zu wenige Karten (weniger als {n}) in: {classes}.</translation>
    </message>
    <message>
        <location filename="gui/pattern_words.py"/>
        <source>{n} more</source>
        <translation>{n} weitere</translation>
    </message>
    <message>
        <location filename="gui/patterns_room.py"/>
        <source>Only places are compared: what lies there, the members show. Left and right count as one. Flag rates are of the members that people chose to review.</source>
        <translation>Verglichen werden nur Orte: Was dort liegt, zeigen die Mitglieder. Links und rechts gelten als eins. Fehlerraten betreffen die Mitglieder, die zum Begutachten ausgesucht wurden.</translation>
    </message>
    <message>
        <location filename="gui/patterns_room.py"/>
        <source>Names that others gave are hidden: review is blind in this project.</source>
        <translation>Namen, die andere vergeben haben, sind verborgen: In diesem Projekt wird blind begutachtet.</translation>
    </message>
    <message>
        <location filename="gui/patterns_room.py"/>
        <source>How far it is</source>
        <translation>Wie weit es ist</translation>
    </message>
    <message>
        <location filename="gui/patterns_room.py"/>
        <source>Of which run</source>
        <translation>Von welchem Lauf</translation>
    </message>
    <message>
        <location filename="gui/patterns_room.py"/>
        <source>Look again</source>
        <translation>Neu suchen</translation>
    </message>
    <message>
        <location filename="gui/patterns_room.py"/>
        <source>Look for clusters among the maps that there are now</source>
        <translation>Unter den jetzt vorhandenen Karten nach Clustern suchen</translation>
    </message>
    <message>
        <location filename="gui/patterns_room.py"/>
        <source>Stopped.</source>
        <translation>Angehalten.</translation>
    </message>
    <message>
        <location filename="gui/patterns_room.py"/>
        <source>Maps that were read already are kept in memory, so that the next time is quicker.</source>
        <translation>Schon gelesene Karten bleiben im Speicher, damit es beim nächsten Mal schneller geht.</translation>
    </message>
    <message>
        <location filename="gui/patterns_room.py"/>
        <source>No patterns here.</source>
        <translation>Hier sind keine Muster.</translation>
    </message>
    <message>
        <location filename="gui/patterns_room.py"/>
        <source>{done} of {total} maps read</source>
        <translation>{done} von {total} Karten gelesen</translation>
    </message>
    <message>
        <location filename="gui/patterns_room.py"/>
        <source>{done} of {total} classes</source>
        <translation>{done} von {total} Klassen</translation>
    </message>
    <message>
        <location filename="gui/patterns_room.py"/>
        <source>Looking for patterns</source>
        <translation>Muster werden gesucht</translation>
    </message>
    <message>
        <location filename="gui/patterns_room.py"/>
        <source>Look for patterns</source>
        <translation>Muster suchen</translation>
    </message>
    <message>
        <location filename="gui/patterns_room.py"/>
        <source>reading the maps</source>
        <translation>Karten werden gelesen</translation>
    </message>
    <message>
        <location filename="gui/patterns_room.py"/>
        <source>Patterns in {name}</source>
        <translation>Muster in {name}</translation>
    </message>
    <message>
        <location filename="gui/patterns_room.py"/>
        <location filename="gui/trend_page.py"/>
        <source>of run {run}</source>
        <translation>von Lauf {run}</translation>
    </message>
    <message>
        <location filename="gui/pick_list.py"/>
        <source>Find…</source>
        <translation>Suchen…</translation>
    </message>
    <message>
        <location filename="gui/pick_list.py"/>
        <source>Find in: {name}</source>
        <translation>Suchen in: {name}</translation>
    </message>
    <message>
        <location filename="gui/picture_words.py"/>
        <source>As it is, without its map</source>
        <translation>Wie es ist, ohne seine Karte</translation>
    </message>
    <message>
        <location filename="gui/picture_words.py"/>
        <source>{n} spurious</source>
        <translation>{n} irreführend</translation>
    </message>
    <message>
        <location filename="gui/picture_words.py"/>
        <source>{n} missed</source>
        <translation>{n} übersehen</translation>
    </message>
    <message>
        <location filename="gui/picture_words.py"/>
        <source>A part of it is taken away</source>
        <translation>Ein Teil ist weggenommen</translation>
    </message>
    <message>
        <location filename="gui/picture_words.py"/>
        <source>Overlay of {how}, opacity {opacity}, threshold {threshold}</source>
        <translation>Überlagerung aus {how}, Deckkraft {opacity}, Schwelle {threshold}</translation>
    </message>
    <message>
        <location filename="gui/picture_words.py"/>
        <source>Mask of {how}: bright where the map is high</source>
        <translation>Maske aus {how}: hell, wo die Karte hoch ist</translation>
    </message>
    <message>
        <location filename="gui/picture_words.py"/>
        <source>Contours of {how}, threshold {threshold}</source>
        <translation>Konturen aus {how}, Schwelle {threshold}</translation>
    </message>
    <message>
        <location filename="gui/picture_words.py"/>
        <source>Image {image}</source>
        <translation>Bild {image}</translation>
    </message>
    <message>
        <location filename="gui/picture_words.py"/>
        <source>its map</source>
        <translation>seiner Karte</translation>
    </message>
    <message>
        <location filename="gui/picture_words.py"/>
        <source>Regions of yours: {regions}</source>
        <translation>Ihre Bereiche: {regions}</translation>
    </message>
    <message>
        <location filename="gui/picture_words.py"/>
        <source>Regions of others: {regions}</source>
        <translation>Bereiche anderer: {regions}</translation>
    </message>
    <message>
        <location filename="gui/pictures.py"/>
        <source>This image could not be decoded: {reason}</source>
        <translation>Dieses Bild konnte nicht dekodiert werden: {reason}</translation>
    </message>
    <message>
        <location filename="gui/queue_bar.py"/>
        <source>Queue of images</source>
        <translation>Auswahl der Bilder</translation>
    </message>
    <message>
        <location filename="gui/queue_bar.py"/>
        <source>Refresh the queue</source>
        <translation>Auswahl neu bilden</translation>
    </message>
    <message>
        <location filename="gui/queue_bar.py"/>
        <source>Saved views</source>
        <translation>Gespeicherte Ansichten</translation>
    </message>
    <message>
        <location filename="gui/queue_bar.py"/>
        <source>Saved views: a queue and a filter under a name</source>
        <translation>Gespeicherte Ansichten: Auswahl und Filter unter einem Namen</translation>
    </message>
    <message>
        <location filename="gui/queue_bar.py"/>
        <source>About the list</source>
        <translation>Über die Liste</translation>
    </message>
    <message>
        <location filename="gui/queue_bar.py"/>
        <source>Images in the sample</source>
        <translation>Bilder in der Stichprobe</translation>
    </message>
    <message>
        <location filename="gui/queue_bar.py"/>
        <source>How many images</source>
        <translation>Wie viele Bilder</translation>
    </message>
    <message>
        <location filename="gui/queue_bar.py"/>
        <source>Seed of the sample</source>
        <translation>Startwert der Stichprobe</translation>
    </message>
    <message>
        <location filename="gui/queue_bar.py"/>
        <source>The same seed draws the same images again; another seed, others</source>
        <translation>Derselbe Startwert zieht dieselben Bilder wieder, ein anderer andere</translation>
    </message>
    <message>
        <location filename="gui/queue_bar.py"/>
        <source>of each predicted class</source>
        <translation>jeder vorhergesagten Klasse</translation>
    </message>
    <message>
        <location filename="gui/queue_bar.py"/>
        <source>of each true class</source>
        <translation>jeder wahren Klasse</translation>
    </message>
    <message>
        <location filename="gui/queue_bar.py"/>
        <source>Classes of the sample</source>
        <translation>Klassen der Stichprobe</translation>
    </message>
    <message>
        <location filename="gui/queue_bar.py"/>
        <source>Go to</source>
        <translation>Gehe zu</translation>
    </message>
    <message>
        <location filename="gui/queue_bar.py"/>
        <source>412, or part of a name</source>
        <translation>412 oder Teil eines Namens</translation>
    </message>
    <message>
        <location filename="gui/queue_bar.py"/>
        <source>Name of this view</source>
        <translation>Name dieser Ansicht</translation>
    </message>
    <message>
        <location filename="gui/queue_bar.py"/>
        <source>Back to {list}</source>
        <translation>Zurück zu {list}</translation>
    </message>
    <message>
        <location filename="gui/queue_bar.py"/>
        <source>n</source>
        <translation>n</translation>
    </message>
    <message>
        <location filename="gui/queue_bar.py"/>
        <source>seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <location filename="gui/queue_bar.py"/>
        <source>Shown: {terms}</source>
        <translation>Gezeigt: {terms}</translation>
    </message>
    <message>
        <location filename="gui/queue_bar.py"/>
        <source>Filter in force: {terms}</source>
        <translation>Geltender Filter: {terms}</translation>
    </message>
    <message>
        <location filename="gui/queue_bar.py"/>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <location filename="gui/queue_bar.py"/>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <location filename="gui/queue_bar.py"/>
        <source>No view is saved yet</source>
        <translation>Noch keine Ansicht gespeichert</translation>
    </message>
    <message>
        <location filename="gui/queue_box.py"/>
        <source>Nothing is lined up. “Add to queue” puts the audit that is set up here; several run one after the other.</source>
        <translation>Nichts ist eingereiht. „In die Warteschlange“ reiht das hier eingerichtete Audit ein; mehrere laufen nacheinander.</translation>
    </message>
    <message>
        <location filename="gui/queue_box.py"/>
        <source>waits</source>
        <translation>wartet</translation>
    </message>
    <message>
        <location filename="gui/queue_box.py"/>
        <source>Queue of runs</source>
        <translation>Warteschlange der Läufe</translation>
    </message>
    <message>
        <location filename="gui/queue_box.py"/>
        <source>Stop after this run</source>
        <translation>Nach diesem Lauf anhalten</translation>
    </message>
    <message>
        <location filename="gui/queue_box.py"/>
        <source>Another window keeps the saved queue; this one is forgotten when the window is closed.</source>
        <translation>Ein anderes Fenster bewahrt die gespeicherte Warteschlange; diese wird beim Schließen des Fensters vergessen.</translation>
    </message>
    <message>
        <location filename="gui/queue_box.py"/>
        <source>Clear finished</source>
        <translation>Erledigte entfernen</translation>
    </message>
    <message>
        <location filename="gui/queue_box.py"/>
        <source>full evidence for {n}</source>
        <translation>vollständige Messwerte für {n}</translation>
    </message>
    <message>
        <location filename="gui/queue_box.py"/>
        <source>full evidence for all</source>
        <translation>vollständige Messwerte für alle</translation>
    </message>
    <message>
        <location filename="gui/queue_box.py"/>
        <source>into {name}</source>
        <translation>in {name}</translation>
    </message>
    <message>
        <location filename="gui/queue_box.py"/>
        <source>the first {n}</source>
        <translation>die ersten {n}</translation>
    </message>
    <message>
        <location filename="gui/queue_box.py"/>
        <source>Line up again</source>
        <translation>Neu einreihen</translation>
    </message>
    <message>
        <location filename="gui/queue_box.py"/>
        <source>Earlier</source>
        <translation>Früher</translation>
    </message>
    <message>
        <location filename="gui/queue_box.py"/>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <location filename="gui/queue_box.py"/>
        <source>Take out</source>
        <translation>Herausnehmen</translation>
    </message>
    <message>
        <location filename="gui/queue_runner.py"/>
        <source>Loading the model</source>
        <translation>Modell wird geladen</translation>
    </message>
    <message>
        <location filename="gui/queue_runner.py"/>
        <source>Opening the project</source>
        <translation>Projekt wird geöffnet</translation>
    </message>
    <message>
        <location filename="gui/queue_runner.py"/>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <location filename="gui/queue_runner.py"/>
        <source>The queue is done: {runs} audited, {failed} failed; each one says why.</source>
        <translation>Die Warteschlange ist fertig: {runs} auditiert, {failed} gescheitert; jeder sagt, warum.</translation>
    </message>
    <message>
        <location filename="gui/queue_runner.py"/>
        <source>The queue is done: {runs} audited.</source>
        <translation>Die Warteschlange ist fertig: {runs} auditiert.</translation>
    </message>
    <message>
        <location filename="gui/queue_runner.py"/>
        <source>Cancelled · {done} done, all kept</source>
        <translation>Abgebrochen · {done} erledigt, alles bleibt</translation>
    </message>
    <message>
        <location filename="gui/queue_runner.py"/>
        <source>Stopped · {done} done, all kept</source>
        <translation>Angehalten · {done} erledigt, alles bleibt</translation>
    </message>
    <message>
        <location filename="gui/queue_runner.py"/>
        <source>Finished · {done} done</source>
        <translation>Beendet · {done} erledigt</translation>
    </message>
    <message>
        <location filename="gui/queue_runner.py"/>
        <source>Finished · nothing new</source>
        <translation>Beendet · nichts Neues</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/queue_runner.py"/>
        <source>{n} could not be explained</source>
        <extracomment>For 1, in English: 1 could not be explained</extracomment>
        <translation><numerusform>{n} konnte nicht erklärt werden</numerusform><numerusform>{n} konnten nicht erklärt werden</numerusform></translation>
    </message>
    <message>
        <location filename="gui/queue_runner.py"/>
        <source>{name} could not be opened.</source>
        <translation>{name} konnte nicht geöffnet werden.</translation>
    </message>
    <message>
        <location filename="gui/queue_runner.py"/>
        <source>in {time}</source>
        <translation>in {time}</translation>
    </message>
    <message>
        <location filename="gui/queue_runner.py"/>
        <source>{path} is not there any more.</source>
        <translation>{path} ist nicht mehr da.</translation>
    </message>
    <message>
        <location filename="gui/queue_runner.py"/>
        <source>{name} is in use by another window or command.</source>
        <translation>{name} wird von einem anderen Fenster oder Befehl benutzt.</translation>
    </message>
    <message>
        <location filename="gui/queueing.py"/>
        <source>Blind review: only images that have your verdict.</source>
        <translation>Blindbegutachtung: nur Bilder mit Ihrem Urteil.</translation>
    </message>
    <message>
        <location filename="gui/queueing.py"/>
        <source>You have reviewed every image.</source>
        <translation>Sie haben jedes Bild begutachtet.</translation>
    </message>
    <message>
        <location filename="gui/queueing.py"/>
        <source>You have reviewed none yet.</source>
        <translation>Sie haben noch keines begutachtet.</translation>
    </message>
    <message>
        <location filename="gui/queueing.py"/>
        <source>No image fits.</source>
        <translation>Kein Bild passt.</translation>
    </message>
    <message>
        <location filename="gui/queueing.py"/>
        <source>of this sample</source>
        <translation>dieser Stichprobe</translation>
    </message>
    <message>
        <location filename="gui/queueing.py"/>
        <source>of this list</source>
        <translation>dieser Liste</translation>
    </message>
    <message>
        <location filename="gui/queueing.py"/>
        <source>this list is empty</source>
        <translation>diese Liste ist leer</translation>
    </message>
    <message>
        <location filename="gui/queueing.py"/>
        <source>Choose another queue over the list.</source>
        <translation>Über der Liste eine andere Auswahl treffen.</translation>
    </message>
    <message>
        <location filename="gui/queueing.py"/>
        <source>No image is in it.</source>
        <translation>Kein Bild ist darin.</translation>
    </message>
    <message>
        <location filename="gui/queueing.py"/>
        <source>Every image of this list is reviewed.</source>
        <translation>Jedes Bild dieser Liste ist begutachtet.</translation>
    </message>
    <message>
        <location filename="gui/queueing.py"/>
        <source>The queue could not be opened; the list is as before. See the log.</source>
        <translation>Die Auswahl konnte nicht geöffnet werden; die Liste ist wie zuvor. Siehe Protokoll.</translation>
    </message>
    <message>
        <location filename="gui/queueing.py"/>
        <source>Change the filter over the list.</source>
        <translation>Den Filter über der Liste ändern.</translation>
    </message>
    <message>
        <location filename="gui/queueing.py"/>
        <source>The list has {n} images.</source>
        <translation>Die Liste hat {n} Bilder.</translation>
    </message>
    <message>
        <location filename="gui/queueing.py"/>
        <source>No name in this list has “{part}” in it.</source>
        <translation>Kein Name in dieser Liste enthält „{part}“.</translation>
    </message>
    <message>
        <location filename="gui/queueing.py"/>
        <source>of {total} {what}</source>
        <translation>von {total} {what}</translation>
    </message>
    <message>
        <location filename="gui/queueing.py"/>
        <source>{problem} The list is as before.</source>
        <translation>{problem} Die Liste ist wie zuvor.</translation>
    </message>
    <message>
        <location filename="gui/queueing.py"/>
        <source>In the whole run {n} have it.</source>
        <translation>Im ganzen Lauf haben es {n}.</translation>
    </message>
    <message>
        <location filename="gui/rate_chart.py"/>
        <source>all {share}</source>
        <translation>gesamt {share}</translation>
    </message>
    <message>
        <location filename="gui/rate_chart.py"/>
        <source>limit {share}</source>
        <translation>Grenze {share}</translation>
    </message>
    <message>
        <location filename="gui/reading_along.py"/>
        <source>Tried at {time}: it is still in use.</source>
        <translation>Versuch um {time}: noch in Benutzung.</translation>
    </message>
    <message>
        <location filename="gui/reading_along.py"/>
        <source>Tried at {time}: it still cannot be written.</source>
        <translation>Versuch um {time}: weiterhin nicht beschreibbar.</translation>
    </message>
    <message>
        <location filename="gui/reading_along.py"/>
        <source>open for writing</source>
        <translation>zum Schreiben geöffnet</translation>
    </message>
    <message>
        <location filename="gui/reading_along.py"/>
        <source>read again, {time}</source>
        <translation>neu gelesen, {time}</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/reasons_box.py"/>
        <source>{n} reasons are kept for when it is not sound.</source>
        <extracomment>For 1, in English: 1 reason is kept for when it is not sound.</extracomment>
        <translation><numerusform>{n} Grund bleibt aufbewahrt, falls das Urteil nicht stimmig ist.</numerusform><numerusform>{n} Gründe bleiben aufbewahrt, falls das Urteil nicht stimmig ist.</numerusform></translation>
    </message>
    <message>
        <location filename="gui/reasons_box.py"/>
        <source>A reason of this project's own; everyone who reviews it is offered it</source>
        <translation>Ein eigener Grund dieses Projekts; allen, die es begutachten, wird er angeboten</translation>
    </message>
    <message>
        <location filename="gui/reasons_box.py"/>
        <source>New reason</source>
        <translation>Neuer Grund</translation>
    </message>
    <message>
        <location filename="gui/reasons_box.py"/>
        <source>Given elsewhere; this project does not know it.</source>
        <translation>Anderswo angegeben; dieses Projekt kennt ihn nicht.</translation>
    </message>
    <message>
        <location filename="gui/reasons_box.py"/>
        <source>Reasons</source>
        <translation>Gründe</translation>
    </message>
    <message>
        <location filename="gui/reasons_box.py"/>
        <source>Severity</source>
        <translation>Schweregrad</translation>
    </message>
    <message>
        <location filename="gui/reasons_box.py"/>
        <source>Offer this reason no more</source>
        <translation>Diesen Grund nicht mehr anbieten</translation>
    </message>
    <message>
        <location filename="gui/reasons_box.py"/>
        <source>Severity ({key} to 3)</source>
        <translation>Schweregrad ({key} bis 3)</translation>
    </message>
    <message>
        <location filename="gui/reasons_box.py"/>
        <source>{what}, given</source>
        <translation>{what}, angegeben</translation>
    </message>
    <message>
        <location filename="gui/reasons_box.py"/>
        <source>Severity ({keys})</source>
        <translation>Schweregrad ({keys})</translation>
    </message>
    <message>
        <location filename="gui/region_brush.py"/>
        <source>Paint, [ and ] change the size</source>
        <translation>Malen; [ und ] ändern die Größe</translation>
    </message>
    <message>
        <location filename="gui/region_brush.py"/>
        <source>Wipe over brushed regions, [ and ] change the size</source>
        <translation>Über gemalte Bereiche wischen; [ und ] ändern die Größe</translation>
    </message>
    <message>
        <location filename="gui/region_select.py"/>
        <source>Arrows move, Alt+arrows resize, Delete takes away, Tab next</source>
        <translation>Pfeile bewegen, Alt+Pfeile ändern die Größe, Entf entfernt, Tab zum nächsten</translation>
    </message>
    <message>
        <location filename="gui/region_tools.py"/>
        <source>Drag, or arrows and Enter at two corners</source>
        <translation>Ziehen, oder Pfeile und Enter an zwei Ecken</translation>
    </message>
    <message>
        <location filename="gui/region_tools.py"/>
        <source>Click points, Enter closes, Backspace takes one back</source>
        <translation>Punkte klicken, Enter schließt, Rücktaste nimmt einen zurück</translation>
    </message>
    <message>
        <location filename="gui/relink.py"/>
        <source>Choose another folder…</source>
        <translation>Anderen Ordner wählen…</translation>
    </message>
    <message>
        <location filename="gui/relink.py"/>
        <source>{folder} is not there any more. Its images cannot be shown; what was said of them is kept.</source>
        <translation>{folder} ist nicht mehr da. Seine Bilder lassen sich nicht zeigen; was zu ihnen gesagt wurde, ist erhalten.</translation>
    </message>
    <message>
        <location filename="gui/relink.py"/>
        <source>Where the images of {folder} lie now</source>
        <translation>Wo die Bilder aus {folder} jetzt liegen</translation>
    </message>
    <message>
        <location filename="gui/relink.py"/>
        <source>An audit is running. Relink the folder when it has ended, or cancel it.</source>
        <translation>Ein Audit läuft. Den Ordner neu verknüpfen, wenn es beendet ist, oder es abbrechen.</translation>
    </message>
    <message>
        <location filename="gui/relink.py"/>
        <source>Looking for the images in {folder}…</source>
        <translation>Die Bilder werden in {folder} gesucht…</translation>
    </message>
    <message>
        <location filename="gui/relink.py"/>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <location filename="gui/relink.py"/>
        <source>Relink</source>
        <translation>Neu verknüpfen</translation>
    </message>
    <message>
        <location filename="gui/relink.py"/>
        <source>Compare all first</source>
        <translation>Zuerst alle vergleichen</translation>
    </message>
    <message>
        <location filename="gui/relink.py"/>
        <source>The images are taken from {folder} now.</source>
        <translation>Die Bilder kommen jetzt aus {folder}.</translation>
    </message>
    <message>
        <location filename="gui/relink.py"/>
        <source>The images are taken from {folder} again.</source>
        <translation>Die Bilder kommen wieder aus {folder}.</translation>
    </message>
    <message>
        <location filename="gui/report_dialog.py"/>
        <location filename="gui/restoring.py"/>
        <location filename="gui/top_bar.py"/>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <location filename="gui/report_dialog.py"/>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <location filename="gui/report_dialog.py"/>
        <source>All classes</source>
        <translation>Alle Klassen</translation>
    </message>
    <message>
        <location filename="gui/report_dialog.py"/>
        <source>Reviews by</source>
        <translation>Begutachtet von</translation>
    </message>
    <message>
        <location filename="gui/report_dialog.py"/>
        <source>Everybody's reviews</source>
        <translation>Begutachtungen von allen</translation>
    </message>
    <message>
        <location filename="gui/report_dialog.py"/>
        <source>Call people reviewer 1, reviewer 2, …</source>
        <translation>Personen als Reviewer 1, Reviewer 2, … führen</translation>
    </message>
    <message>
        <location filename="gui/report_dialog.py"/>
        <source>Most flawed explanations that are pictured</source>
        <translation>Höchstzahl abgebildeter fehlerhafter Erklärungen</translation>
    </message>
    <message>
        <location filename="gui/report_dialog.py"/>
        <source>Only my reviews</source>
        <translation>Nur meine Begutachtungen</translation>
    </message>
    <message>
        <location filename="gui/report_dialog.py"/>
        <source>flawed explanations at most</source>
        <translation>fehlerhafte Erklärungen höchstens</translation>
    </message>
    <message>
        <location filename="gui/report_dialog.py"/>
        <source>Comments and file names stay as they are.</source>
        <translation>Kommentare und Dateinamen bleiben, wie sie sind.</translation>
    </message>
    <message>
        <location filename="gui/report_dialog.py"/>
        <source>&amp;Kind</source>
        <translation>&amp;Art</translation>
    </message>
    <message>
        <location filename="gui/report_dialog.py"/>
        <source>&amp;Runs</source>
        <translation>&amp;Läufe</translation>
    </message>
    <message>
        <location filename="gui/report_dialog.py"/>
        <source>C&amp;lasses</source>
        <translation>&amp;Klassen</translation>
    </message>
    <message>
        <location filename="gui/report_dialog.py"/>
        <source>Re&amp;views by</source>
        <translation>&amp;Begutachtet von</translation>
    </message>
    <message>
        <location filename="gui/report_dialog.py"/>
        <source>&amp;Names</source>
        <translation>&amp;Namen</translation>
    </message>
    <message>
        <location filename="gui/report_dialog.py"/>
        <source>&amp;Pictures</source>
        <translation>Bil&amp;der</translation>
    </message>
    <message>
        <location filename="gui/report_dialog.py"/>
        <source>Choose at least one run.</source>
        <translation>Bitte mindestens einen Lauf wählen.</translation>
    </message>
    <message>
        <location filename="gui/report_dialog.py"/>
        <source>Choose at least one class.</source>
        <translation>Bitte mindestens eine Klasse wählen.</translation>
    </message>
    <message>
        <location filename="gui/report_dialog.py"/>
        <source>Choose at least one reviewer.</source>
        <translation>Bitte mindestens eine Person wählen.</translation>
    </message>
    <message>
        <location filename="gui/report_dialog.py"/>
        <source>Kind of report</source>
        <translation>Art des Berichts</translation>
    </message>
    <message>
        <location filename="gui/report_dialog.py"/>
        <source>Export all the same…</source>
        <translation>Trotzdem exportieren…</translation>
    </message>
    <message>
        <location filename="gui/report_dialog.py"/>
        <source>Counting…</source>
        <translation>Wird gezählt…</translation>
    </message>
    <message>
        <location filename="gui/report_dialog.py"/>
        <source>Report of {name}</source>
        <translation>Bericht über {name}</translation>
    </message>
    <message>
        <location filename="gui/report_words.py"/>
        <source>Page to read or print</source>
        <translation>Seite zum Lesen oder Drucken</translation>
    </message>
    <message>
        <location filename="gui/report_words.py"/>
        <source>The same on paper</source>
        <translation>Dasselbe auf Papier</translation>
    </message>
    <message>
        <location filename="gui/report_words.py"/>
        <source>Table for a spreadsheet</source>
        <translation>Tabelle für die Tabellenkalkulation</translation>
    </message>
    <message>
        <location filename="gui/report_words.py"/>
        <source>One explanation a line, with its reviews</source>
        <translation>Eine Erklärung je Zeile, mit ihren Begutachtungen</translation>
    </message>
    <message>
        <location filename="gui/report_words.py"/>
        <source>Regions as COCO annotations</source>
        <translation>Bereiche als COCO-Annotationen</translation>
    </message>
    <message>
        <location filename="gui/report_words.py"/>
        <source>Everything that is counted</source>
        <translation>Alles, was gezählt wird</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/report_words.py"/>
        <source>This report shows what others said of {n} images that you have not judged.</source>
        <extracomment>For 1, in English: This report shows what others said of 1 image that you have not judged.</extracomment>
        <translation><numerusform>Dieser Bericht zeigt, was andere zu {n} Bild sagten, das Sie nicht beurteilt haben.</numerusform><numerusform>Dieser Bericht zeigt, was andere zu {n} Bildern sagten, die Sie nicht beurteilt haben.</numerusform></translation>
    </message>
    <message>
        <location filename="gui/report_words.py"/>
        <source>Nothing of this is explained: the report would be empty.</source>
        <translation>Nichts davon ist erklärt: Der Bericht wäre leer.</translation>
    </message>
    <message>
        <location filename="gui/report_words.py"/>
        <source>{explanations} of {runs}, none of them reviewed.</source>
        <translation>{explanations} aus {runs}, keine davon begutachtet.</translation>
    </message>
    <message>
        <location filename="gui/report_words.py"/>
        <source>{explanations} of {runs}, {n} of them reviewed.</source>
        <translation>{explanations} aus {runs}, {n} davon begutachtet.</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/report_words.py"/>
        <source>Of {n} classes only.</source>
        <extracomment>For 1, in English: Of 1 class only.</extracomment>
        <translation><numerusform>Nur von {n} Klasse.</numerusform><numerusform>Nur von {n} Klassen.</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="gui/report_words.py"/>
        <source>Of {n} reviewers only.</source>
        <extracomment>For 1, in English: Of 1 reviewer only.</extracomment>
        <translation><numerusform>Nur von {n} Person.</numerusform><numerusform>Nur von {n} Personen.</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="gui/report_words.py"/>
        <source>{n} sign-offs.</source>
        <extracomment>For 1, in English: 1 sign-off.</extracomment>
        <translation><numerusform>{n} Abzeichnung.</numerusform><numerusform>{n} Abzeichnungen.</numerusform></translation>
    </message>
    <message>
        <location filename="gui/report_words.py"/>
        <source>Only what reviewers marked, on images with a verdict.</source>
        <translation>Nur, was Begutachtende markiert haben, auf Bildern mit einem Urteil.</translation>
    </message>
    <message>
        <location filename="gui/report_words.py"/>
        <source>Without pictures.</source>
        <translation>Ohne Bilder.</translation>
    </message>
    <message>
        <location filename="gui/report_words.py"/>
        <source>{images} could not be explained, and are named.</source>
        <translation>{images} konnten nicht erklärt werden und sind namentlich aufgeführt.</translation>
    </message>
    <message>
        <location filename="gui/restoring.py"/>
        <source>The project is closed, the backup takes the place of its database, and the project is opened again. The database as it is now is moved aside in the project's folder, not deleted, so that this can be undone. Maps stay as they are.</source>
        <translation>Das Projekt wird geschlossen, die Sicherung tritt an die Stelle seiner Datenbank, und das Projekt wird wieder geöffnet. Die jetzige Datenbank wird im Projektordner beiseitegelegt, nicht gelöscht, damit sich dies rückgängig machen lässt. Karten bleiben, wie sie sind.</translation>
    </message>
    <message>
        <location filename="gui/restoring.py"/>
        <source>Made</source>
        <translation>Angelegt</translation>
    </message>
    <message>
        <location filename="gui/restoring.py"/>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <location filename="gui/restoring.py"/>
        <source>Explanations</source>
        <translation>Erklärungen</translation>
    </message>
    <message>
        <location filename="gui/restoring.py"/>
        <source>Restore from a backup</source>
        <translation>Aus einer Sicherung wiederherstellen</translation>
    </message>
    <message>
        <location filename="gui/restoring.py"/>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <location filename="gui/restoring.py"/>
        <source>Leave it as it is</source>
        <translation>Lassen, wie es ist</translation>
    </message>
    <message>
        <location filename="gui/restoring.py"/>
        <source>Backups, newest first</source>
        <translation>Sicherungen, neueste zuerst</translation>
    </message>
    <message>
        <location filename="gui/restoring.py"/>
        <source>Looking into it…</source>
        <translation>Wird angesehen…</translation>
    </message>
    <message>
        <location filename="gui/restoring.py"/>
        <source>Restore {name} from a backup</source>
        <translation>{name} aus einer Sicherung wiederherstellen</translation>
    </message>
    <message>
        <location filename="gui/restoring.py"/>
        <source>Restoring {name}…</source>
        <translation>{name} wird wiederhergestellt…</translation>
    </message>
    <message>
        <location filename="gui/restoring.py"/>
        <source>damaged</source>
        <translation>beschädigt</translation>
    </message>
    <message>
        <location filename="gui/restoring.py"/>
        <source>Undo the restore</source>
        <translation>Wiederherstellung rückgängig machen</translation>
    </message>
    <message>
        <location filename="gui/review_page.py"/>
        <source>The run's own explanation: {how}.</source>
        <translation>Die Erklärung des Laufs: {how}.</translation>
    </message>
    <message>
        <location filename="gui/review_page.py"/>
        <source>Another explanation: {how}.</source>
        <translation>Eine weitere Erklärung: {how}.</translation>
    </message>
    <message>
        <location filename="gui/review_page.py"/>
        <source>{method} for {label}</source>
        <translation>{method} für {label}</translation>
    </message>
    <message>
        <location filename="gui/review_page.py"/>
        <source>this is the first image</source>
        <translation>das ist das erste Bild</translation>
    </message>
    <message>
        <location filename="gui/review_page.py"/>
        <source>this is the last image</source>
        <translation>das ist das letzte Bild</translation>
    </message>
    <message>
        <location filename="gui/reviewing.py"/>
        <source>its map cannot be shown; compute it again before judging</source>
        <translation>die Karte kann nicht gezeigt werden; bitte vor dem Urteil neu berechnen</translation>
    </message>
    <message>
        <location filename="gui/reviewing.py"/>
        <source>no disagreement to settle here</source>
        <translation>hier gibt es keine Abweichung zu entscheiden</translation>
    </message>
    <message>
        <location filename="gui/reviewing.py"/>
        <source>reasons and severity go with flawed or unsure</source>
        <translation>Gründe und Schweregrad gehören zu fehlerhaft oder unsicher</translation>
    </message>
    <message>
        <location filename="gui/rooms.py"/>
        <source>Trends</source>
        <translation>Trends</translation>
    </message>
    <message>
        <location filename="gui/rooms.py"/>
        <source>Patterns</source>
        <translation>Muster</translation>
    </message>
    <message>
        <location filename="gui/rooms.py"/>
        <source>All {reviewed} reviewed. {flawed} of {n} flawed ({share}, {interval}), {unsure} unsure.</source>
        <translation>Alle {reviewed} begutachtet. {flawed} von {n} fehlerhaft ({share}, {interval}), {unsure} unsicher.</translation>
    </message>
    <message>
        <location filename="gui/rooms.py"/>
        <source>All {reviewed} reviewed. {flawed} flawed ({share}, {interval}).</source>
        <translation>Alle {reviewed} begutachtet. {flawed} fehlerhaft ({share}, {interval}).</translation>
    </message>
    <message>
        <location filename="gui/rooms.py"/>
        <source>Rooms</source>
        <translation>Räume</translation>
    </message>
    <message>
        <location filename="gui/rooms.py"/>
        <source>Nothing to review yet.</source>
        <translation>Noch nichts zu begutachten.</translation>
    </message>
    <message>
        <location filename="gui/rooms.py"/>
        <source>Start an audit, or open a project.</source>
        <translation>Bitte ein Audit starten oder ein Projekt öffnen.</translation>
    </message>
    <message>
        <location filename="gui/rooms.py"/>
        <source>All {reviewed} reviewed, none flawed or sound.</source>
        <translation>Alle {reviewed} begutachtet, keines fehlerhaft oder stimmig.</translation>
    </message>
    <message>
        <location filename="gui/rooms.py"/>
        <source>No trends yet.</source>
        <translation>Noch keine Trends.</translation>
    </message>
    <message>
        <location filename="gui/rooms.py"/>
        <source>Rates come from verdicts, and verdicts from reviewing an audit. Start one, or open a project.</source>
        <translation>Raten kommen aus Urteilen, und Urteile aus der Begutachtung eines Audits. Bitte eines starten oder ein Projekt öffnen.</translation>
    </message>
    <message>
        <location filename="gui/rooms.py"/>
        <source>See trends</source>
        <translation>Trends ansehen</translation>
    </message>
    <message>
        <location filename="gui/rooms.py"/>
        <source>Review is blind here: as soon as you have given verdicts, your own rates appear, with intervals.</source>
        <translation>Hier wird blind begutachtet: Sobald Sie Urteile gefällt haben, erscheinen Ihre eigenen Raten, mit Intervallen.</translation>
    </message>
    <message>
        <location filename="gui/rooms.py"/>
        <source>As soon as explanations have verdicts, rates appear: by run, class, reason, with intervals.</source>
        <translation>Sobald Erklärungen Urteile haben, erscheinen Raten: nach Lauf, Klasse, Grund, mit Intervallen.</translation>
    </message>
    <message>
        <location filename="gui/rule.py"/>
        <source>Being learned…</source>
        <translation>Wird gelernt…</translation>
    </message>
    <message>
        <location filename="gui/rule.py"/>
        <source>This explanation has no learned rule</source>
        <translation>Diese Erklärung hat keine gelernte Regel</translation>
    </message>
    <message>
        <location filename="gui/rule.py"/>
        <source>The rule cannot be shown</source>
        <translation>Die Regel kann nicht gezeigt werden</translation>
    </message>
    <message>
        <location filename="gui/rule.py"/>
        <source>this image has no explanation whose rule could be shown</source>
        <translation>dieses Bild hat keine Erklärung, deren Regel sich zeigen ließe</translation>
    </message>
    <message>
        <location filename="gui/rule.py"/>
        <source>with a rule pack</source>
        <translation>mit einem Regelpaket</translation>
    </message>
    <message>
        <location filename="gui/rule.py"/>
        <source>Explain it by the learned method…</source>
        <translation>Mit der gelernten Methode erklären…</translation>
    </message>
    <message>
        <location filename="gui/rule.py"/>
        <source>{method} is a rule made by hand: its four gates are {gates} in every call and at every position, and nothing is learned. {again} explains this image by the learned method, whose rule can be shown.</source>
        <translation>{method} ist eine Regel von Hand: Ihre vier Gates sind {gates} in jedem Aufruf und an jeder Position, und nichts wird gelernt. {again} erklärt dieses Bild mit der gelernten Methode, deren Regel sich zeigen lässt.</translation>
    </message>
    <message>
        <location filename="gui/rule.py"/>
        <source>{method} has no gates, so there is no rule to show. {again} explains this image by the learned method, whose rule can be shown.</source>
        <translation>{method} hat keine Gates, darum gibt es keine Regel zu zeigen. {again} erklärt dieses Bild mit der gelernten Methode, deren Regel sich zeigen lässt.</translation>
    </message>
    <message>
        <location filename="gui/rule_canvas.py"/>
        <source>The map as it forms</source>
        <translation>Die Karte, während sie entsteht</translation>
    </message>
    <message>
        <location filename="gui/rule_strip.py"/>
        <location filename="gui/rule_words.py"/>
        <source>tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <location filename="gui/rule_strip.py"/>
        <source>The rule along the depth of the net</source>
        <translation>Die Regel entlang der Tiefe des Netzes</translation>
    </message>
    <message>
        <location filename="gui/rule_strip.py"/>
        <source>image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <location filename="gui/rule_strip.py"/>
        <source>output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <location filename="gui/rule_strip.py"/>
        <source>{summary} Chosen: {call}</source>
        <translation>{summary} Gewählt: {call}</translation>
    </message>
    <message>
        <location filename="gui/rule_strip.py"/>
        <source>call {n} of {all}</source>
        <translation>Aufruf {n} von {all}</translation>
    </message>
    <message>
        <location filename="gui/rule_view.py"/>
        <source>At row {row} of {rows}, column {column} of {columns}</source>
        <translation>In Zeile {row} von {rows}, Spalte {column} von {columns}</translation>
    </message>
    <message>
        <location filename="gui/rule_view.py"/>
        <source>One set of gates for the whole image</source>
        <translation>Ein Satz Gates für das ganze Bild</translation>
    </message>
    <message>
        <location filename="gui/rule_view.py"/>
        <source>{place}; mean of {n} × {n} positions</source>
        <translation>{place}; Mittel über {n} × {n} Positionen</translation>
    </message>
    <message>
        <location filename="gui/rule_view.py"/>
        <source>As a table</source>
        <translation>Als Tabelle</translation>
    </message>
    <message>
        <location filename="gui/rule_view.py"/>
        <source>Play again</source>
        <translation>Noch einmal abspielen</translation>
    </message>
    <message>
        <location filename="gui/rule_view.py"/>
        <source>Step of learning</source>
        <translation>Lernschritt</translation>
    </message>
    <message>
        <location filename="gui/rule_view.py"/>
        <source>The gates of every call</source>
        <translation>Die Gates jedes Aufrufs</translation>
    </message>
    <message>
        <location filename="gui/rule_view.py"/>
        <source>How far the gates of each call are from three hand-made rules: a short bar is near, the coloured one is the nearest. The line across is where learning began; the dot is the position that is looked at.</source>
        <translation>Wie weit die Gates jedes Aufrufs von drei Regeln von Hand entfernt sind: Ein kurzer Balken ist nah, der farbige ist der nächste. Die Querlinie zeigt, wo das Lernen begann; der Punkt ist die betrachtete Position.</translation>
    </message>
    <message>
        <location filename="gui/rule_view.py"/>
        <source>Loss from {first} to {last} in {n} steps; keep {keep}, drop {drop} at the last one.</source>
        <translation>Verlust von {first} bis {last} in {n} Schritten; Keep {keep}, Drop {drop} beim letzten.</translation>
    </message>
    <message>
        <location filename="gui/rule_view.py"/>
        <source>Mean over all positions</source>
        <translation>Mittel über alle Positionen</translation>
    </message>
    <message>
        <location filename="gui/rule_view.py"/>
        <source>Step {n} of {all}</source>
        <translation>Schritt {n} von {all}</translation>
    </message>
    <message>
        <location filename="gui/rule_view.py"/>
        <source>{step}, lowest loss so far</source>
        <translation>{step}, bisher kleinster Verlust</translation>
    </message>
    <message>
        <location filename="gui/rule_view.py"/>
        <source>Chart: the loss over the steps</source>
        <translation>Diagramm: der Verlust über die Schritte</translation>
    </message>
    <message>
        <location filename="gui/rule_view.py"/>
        <source>Gates</source>
        <translation>Gates</translation>
    </message>
    <message>
        <location filename="gui/rule_view.py"/>
        <source>Its tokens cannot be laid over the image: mean over all of them</source>
        <translation>Seine Tokens lassen sich nicht über das Bild legen: Mittel über alle</translation>
    </message>
    <message>
        <location filename="gui/rule_view.py"/>
        <source>Next step</source>
        <translation>Nächster Schritt</translation>
    </message>
    <message>
        <location filename="gui/rule_view.py"/>
        <source>The rule, shown</source>
        <translation>Die Regel, gezeigt</translation>
    </message>
    <message>
        <location filename="gui/rule_view.py"/>
        <source>The map: step {n}'s, weighed</source>
        <translation>Die Karte: die von Schritt {n}, gewichtet</translation>
    </message>
    <message>
        <location filename="gui/rule_view.py"/>
        <source>Being learned: {step}</source>
        <translation>Wird gelernt: {step}</translation>
    </message>
    <message>
        <location filename="gui/rule_words.py"/>
        <source>alive, positive</source>
        <translation>aktiv, positiv</translation>
    </message>
    <message>
        <location filename="gui/rule_words.py"/>
        <source>alive, negative</source>
        <translation>aktiv, negativ</translation>
    </message>
    <message>
        <location filename="gui/rule_words.py"/>
        <source>dead, positive</source>
        <translation>inaktiv, positiv</translation>
    </message>
    <message>
        <location filename="gui/rule_words.py"/>
        <source>dead, negative</source>
        <translation>inaktiv, negativ</translation>
    </message>
    <message>
        <location filename="gui/rule_words.py"/>
        <source>pass positive</source>
        <translation>lassen positive durch</translation>
    </message>
    <message>
        <location filename="gui/rule_words.py"/>
        <source>pass part of the positive</source>
        <translation>lassen positive teilweise durch</translation>
    </message>
    <message>
        <location filename="gui/rule_words.py"/>
        <source>stop positive</source>
        <translation>halten positive auf</translation>
    </message>
    <message>
        <location filename="gui/rule_words.py"/>
        <source>pass negative</source>
        <translation>lassen negative durch</translation>
    </message>
    <message>
        <location filename="gui/rule_words.py"/>
        <source>pass part of the negative</source>
        <translation>lassen negative teilweise durch</translation>
    </message>
    <message>
        <location filename="gui/rule_words.py"/>
        <source>stop negative</source>
        <translation>halten negative auf</translation>
    </message>
    <message>
        <location filename="gui/rule_words.py"/>
        <source>pass all relevance</source>
        <translation>lassen alle Relevanz durch</translation>
    </message>
    <message>
        <location filename="gui/rule_words.py"/>
        <source>pass part of all relevance</source>
        <translation>lassen alle Relevanz teilweise durch</translation>
    </message>
    <message>
        <location filename="gui/rule_words.py"/>
        <source>stop all relevance</source>
        <translation>halten alle Relevanz auf</translation>
    </message>
    <message>
        <location filename="gui/rule_words.py"/>
        <source>{positive} and {negative} relevance</source>
        <translation>{positive} und {negative} (Relevanz)</translation>
    </message>
    <message>
        <location filename="gui/rule_words.py"/>
        <source>Call {n} of {all}: {name}, {positions}</source>
        <translation>Aufruf {n} von {all}: {name}, {positions}</translation>
    </message>
    <message>
        <location filename="gui/rule_words.py"/>
        <source>gradient {gradient} away, guided {guided}, deconvnet {deconvnet}; moved {moved} since the start</source>
        <translation>Abstand zu gradient {gradient}, guided {guided}, deconvnet {deconvnet}; seit dem Start bewegt {moved}</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/rule_words.py"/>
        <source>Of {n} calls</source>
        <extracomment>For 1, in English: Of 1 call</extracomment>
        <translation><numerusform>Von {n} Aufruf</numerusform><numerusform>Von {n} Aufrufen</numerusform></translation>
    </message>
    <message>
        <location filename="gui/rule_words.py"/>
        <source>Call {n} ({name}) moved most since the start, by {moved}.</source>
        <translation>Aufruf {n} ({name}) bewegte sich seit dem Start am meisten, um {moved}.</translation>
    </message>
    <message>
        <location filename="gui/rule_words.py"/>
        <source>one for the whole image</source>
        <translation>einer für das ganze Bild</translation>
    </message>
    <message>
        <location filename="gui/rule_words.py"/>
        <source>Call</source>
        <translation>Aufruf</translation>
    </message>
    <message>
        <location filename="gui/rule_words.py"/>
        <source>Positions</source>
        <translation>Positionen</translation>
    </message>
    <message>
        <location filename="gui/rule_words.py"/>
        <source>moved</source>
        <translation>bewegt</translation>
    </message>
    <message>
        <location filename="gui/rule_words.py"/>
        <source>nearest</source>
        <translation>am nächsten</translation>
    </message>
    <message>
        <location filename="gui/rule_words.py"/>
        <source>The map that came out is the kept one, bit for bit.</source>
        <translation>Die entstandene Karte ist die aufbewahrte, Bit für Bit.</translation>
    </message>
    <message>
        <location filename="gui/rule_words.py"/>
        <source>As near to each of the three hand-made rules ({away} away).</source>
        <translation>Jeder der drei Regeln von Hand gleich nah (Abstand {away}).</translation>
    </message>
    <message>
        <location filename="gui/rule_words.py"/>
        <source>Alive units {alive}; dead ones {dead}.</source>
        <translation>Aktive Einheiten {alive}; inaktive {dead}.</translation>
    </message>
    <message>
        <location filename="gui/rule_words.py"/>
        <source>{rows} × {columns} positions</source>
        <translation>{rows} × {columns} Positionen</translation>
    </message>
    <message>
        <location filename="gui/rule_words.py"/>
        <source>{of_calls}: {parts}.</source>
        <translation>{of_calls}: {parts}.</translation>
    </message>
    <message>
        <location filename="gui/rule_words.py"/>
        <source>None has moved from where it began.</source>
        <translation>Keiner hat sich von seinem Anfang bewegt.</translation>
    </message>
    <message>
        <location filename="gui/rule_words.py"/>
        <source>99 of 100 pixels are apart by {share} of its range at most.</source>
        <translation>99 von 100 Pixeln weichen um höchstens {share} ihrer Spanne ab.</translation>
    </message>
    <message>
        <location filename="gui/rule_words.py"/>
        <source>The kept map cannot be read, and by its hash this one is another: how alike they are is not known.</source>
        <translation>Die aufbewahrte Karte ist nicht lesbar, und nach ihrem Hash ist diese eine andere: Wie ähnlich sie sind, ist nicht bekannt.</translation>
    </message>
    <message>
        <location filename="gui/rule_words.py"/>
        <source>Nearest to {rule} ({away} away).</source>
        <translation>Am nächsten an {rule} (Abstand {away}).</translation>
    </message>
    <message>
        <location filename="gui/rule_words.py"/>
        <source>As near to {one} as to {other} ({away} away).</source>
        <translation>{one} und {other} gleich nah (Abstand {away}).</translation>
    </message>
    <message>
        <location filename="gui/rule_words.py"/>
        <source>{n} nearest to {rule}</source>
        <translation>{n} am nächsten an {rule}</translation>
    </message>
    <message>
        <location filename="gui/rule_words.py"/>
        <source>The kept one was made in batches of {n}, this one alone.</source>
        <translation>Die aufbewahrte entstand in Batches zu {n}, diese allein.</translation>
    </message>
    <message>
        <location filename="gui/rule_words.py"/>
        <source>The map that came out is the kept one up to rounding: rank correlation {rank}.</source>
        <translation>Die entstandene Karte ist bis auf Rundung die aufbewahrte: Rangkorrelation {rank}.</translation>
    </message>
    <message>
        <location filename="gui/rule_words.py"/>
        <source>99 of 100 pixels are apart by less than {share} of its range.</source>
        <translation>99 von 100 Pixeln weichen um weniger als {share} ihrer Spanne ab.</translation>
    </message>
    <message>
        <location filename="gui/rule_words.py"/>
        <source>The map that came out is not the kept one, and cannot be compared with it.</source>
        <translation>Die entstandene Karte ist nicht die aufbewahrte und lässt sich nicht mit ihr vergleichen.</translation>
    </message>
    <message>
        <location filename="gui/rule_words.py"/>
        <source>The map that came out is not the kept one: rank correlation {rank} (1 is the same order of pixels).</source>
        <translation>Die entstandene Karte ist nicht die aufbewahrte: Rangkorrelation {rank} (1 ist dieselbe Reihenfolge der Pixel).</translation>
    </message>
    <message>
        <location filename="gui/rule_words.py"/>
        <source>{n} between two</source>
        <translation>{n} zwischen zweien</translation>
    </message>
    <message>
        <location filename="gui/run_news.py"/>
        <source>This audit stopped at {done} of {total}. Everything done is kept.</source>
        <translation>Dieses Audit hielt bei {done} von {total} an. Alles Erledigte bleibt.</translation>
    </message>
    <message>
        <location filename="gui/run_news.py"/>
        <source>The memory was too full for {batch} images at once; the audit goes on with {size}. Nothing was lost, and the run remembers it.</source>
        <translation>Der Speicher war zu voll für {batch} Bilder auf einmal; das Audit geht mit {size} weiter. Nichts ging verloren, und der Lauf merkt es sich.</translation>
    </message>
    <message>
        <location filename="gui/run_news.py"/>
        <source>{images} new, {changed} changed; the rest is done already.</source>
        <translation>{images} neu, {changed} geändert; der Rest ist schon erledigt.</translation>
    </message>
    <message>
        <location filename="gui/run_news.py"/>
        <source>Left out, since it could not be looked at: {names} and {n} more. The rest is audited.</source>
        <translation>Ausgelassen, weil nicht einsehbar: {names} und {n} weitere. Der Rest wird auditiert.</translation>
    </message>
    <message>
        <location filename="gui/run_news.py"/>
        <source>Left out, since it could not be looked at: {names}. The rest is audited.</source>
        <translation>Ausgelassen, weil nicht einsehbar: {names}. Der Rest wird auditiert.</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/run_news.py"/>
        <source>{n} images could not be explained; each row says why.</source>
        <extracomment>For 1, in English: 1 image could not be explained; its row says why.</extracomment>
        <translation><numerusform>{n} Bild konnte nicht erklärt werden; seine Zeile sagt, warum.</numerusform><numerusform>{n} Bilder konnten nicht erklärt werden; jede Zeile sagt, warum.</numerusform></translation>
    </message>
    <message>
        <location filename="gui/runs_box.py"/>
        <source>signed off by {name}, {when}, changed since</source>
        <translation>abgezeichnet von {name}, {when}, seither geändert</translation>
    </message>
    <message>
        <location filename="gui/runs_box.py"/>
        <source>signed off by {name}, {when}</source>
        <translation>abgezeichnet von {name}, {when}</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/runs_box.py"/>
        <source>and by {n} more</source>
        <extracomment>For 1, in English: and by 1 more</extracomment>
        <translation><numerusform>und von {n} weiteren Person</numerusform><numerusform>und von {n} weiteren</numerusform></translation>
    </message>
    <message>
        <location filename="gui/runs_box.py"/>
        <source>{run}, rule pack</source>
        <translation>{run}, Regelpaket</translation>
    </message>
    <message>
        <location filename="gui/runs_box.py"/>
        <source>No run yet. The next audit goes here.</source>
        <translation>Noch kein Lauf. Das nächste Audit kommt hierher.</translation>
    </message>
    <message>
        <location filename="gui/runs_box.py"/>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <location filename="gui/runs_box.py"/>
        <source>{n} asked for by hand</source>
        <translation>{n} von Hand angefordert</translation>
    </message>
    <message>
        <location filename="gui/runs_box.py"/>
        <source>{n} failed</source>
        <translation>{n} gescheitert</translation>
    </message>
    <message>
        <location filename="gui/runs_box.py"/>
        <source>Review run {n}</source>
        <translation>Lauf {n} begutachten</translation>
    </message>
    <message>
        <location filename="gui/runs_box.py"/>
        <source>Runs of {name}</source>
        <translation>Läufe von {name}</translation>
    </message>
    <message>
        <location filename="gui/runs_box.py"/>
        <source>Resume run {n}</source>
        <translation>Lauf {n} fortsetzen</translation>
    </message>
    <message>
        <location filename="gui/saves.py"/>
        <source>undone: {what}</source>
        <translation>rückgängig: {what}</translation>
    </message>
    <message>
        <location filename="gui/saves.py"/>
        <source>redone: {what}</source>
        <translation>wiederholt: {what}</translation>
    </message>
    <message>
        <location filename="gui/saves.py"/>
        <source>{what} is not saved. {why}</source>
        <translation>Nicht gespeichert: {what}. {why}</translation>
    </message>
    <message>
        <location filename="gui/saves.py"/>
        <source>{what} are not saved. {why}</source>
        <translation>Nicht gespeichert: {what}. {why}</translation>
    </message>
    <message>
        <location filename="gui/saves.py"/>
        <source>{what} was not saved before the project closed.</source>
        <translation>Vor dem Schließen des Projekts nicht gespeichert: {what}.</translation>
    </message>
    <message>
        <location filename="gui/saves.py"/>
        <source>{what} were not saved before the project closed.</source>
        <translation>Vor dem Schließen des Projekts nicht gespeichert: {what}.</translation>
    </message>
    <message>
        <location filename="gui/saves.py"/>
        <source>{n} changes on {images}</source>
        <translation>{n} Änderungen an {images}</translation>
    </message>
    <message>
        <location filename="gui/saves.py"/>
        <source>Undo {what}</source>
        <translation>Rückgängig: {what}</translation>
    </message>
    <message>
        <location filename="gui/saves.py"/>
        <source>Redo {what}</source>
        <translation>Wiederholen: {what}</translation>
    </message>
    <message>
        <location filename="gui/saves.py"/>
        <source>{what} on {image}</source>
        <translation>{what} · {image}</translation>
    </message>
    <message>
        <location filename="gui/saves.py"/>
        <source>{some} and {n} more</source>
        <translation>{some} und {n} weitere</translation>
    </message>
    <message>
        <location filename="gui/saves.py"/>
        <source>Settled as {verdict}: {image}.</source>
        <translation>Als {verdict} entschieden: {image}.</translation>
    </message>
    <message>
        <location filename="gui/saves.py"/>
        <source>Undone: {what}. It is not in the list.</source>
        <translation>Rückgängig gemacht: {what}. Es steht nicht in der Liste.</translation>
    </message>
    <message>
        <location filename="gui/saves.py"/>
        <source>Redone: {what}. It is not in the list.</source>
        <translation>Wiederholt: {what}. Es steht nicht in der Liste.</translation>
    </message>
    <message>
        <location filename="gui/saves.py"/>
        <source>saved {time}</source>
        <translation>gespeichert {time}</translation>
    </message>
    <message>
        <location filename="gui/settings_panel.py"/>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <location filename="gui/settings_panel.py"/>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <location filename="gui/settings_panel.py"/>
        <source>As the system has it</source>
        <translation>Wie im System</translation>
    </message>
    <message>
        <location filename="gui/settings_panel.py"/>
        <source>Always</source>
        <translation>Immer</translation>
    </message>
    <message>
        <location filename="gui/settings_panel.py"/>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <location filename="gui/settings_panel.py"/>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <location filename="gui/settings_panel.py"/>
        <source>Theme</source>
        <translation>Design</translation>
    </message>
    <message>
        <location filename="gui/settings_panel.py"/>
        <source>Text size</source>
        <translation>Textgröße</translation>
    </message>
    <message>
        <location filename="gui/settings_panel.py"/>
        <source>Reduce motion</source>
        <translation>Weniger Bewegung</translation>
    </message>
    <message>
        <location filename="gui/settings_panel.py"/>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <location filename="gui/settings_panel.py"/>
        <source>Picture to begin with</source>
        <translation>Bild zu Beginn</translation>
    </message>
    <message>
        <location filename="gui/settings_panel.py"/>
        <source>Colour map to begin with</source>
        <translation>Farbskala zu Beginn</translation>
    </message>
    <message>
        <location filename="gui/settings_panel.py"/>
        <source>The same colour stands for the same value in every image of the run</source>
        <translation>Dieselbe Farbe steht in jedem Bild des Laufs für denselben Wert</translation>
    </message>
    <message>
        <location filename="gui/settings_panel.py"/>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <location filename="gui/settings_panel.py"/>
        <source>The other language is there from the next start on.</source>
        <translation>Die andere Sprache gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <location filename="gui/settings_panel.py"/>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <location filename="gui/settings_panel.py"/>
        <source>What is chosen here is kept on this computer, for you.</source>
        <translation>Was hier gewählt wird, wird auf diesem Rechner für Sie aufbewahrt.</translation>
    </message>
    <message>
        <location filename="gui/settings_panel.py"/>
        <source>Close the settings</source>
        <translation>Einstellungen schließen</translation>
    </message>
    <message>
        <location filename="gui/setup_form.py"/>
        <source>Choose folder…</source>
        <translation>Ordner wählen…</translation>
    </message>
    <message>
        <location filename="gui/setup_form.py"/>
        <source>Choose list…</source>
        <translation>Liste wählen…</translation>
    </message>
    <message>
        <location filename="gui/setup_form.py"/>
        <location filename="gui/trend_words.py"/>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <location filename="gui/setup_form.py"/>
        <source>A CSV file with a line for each image, or a COCO instances file</source>
        <translation>Eine CSV-Datei mit einer Zeile je Bild oder eine COCO-Instances-Datei</translation>
    </message>
    <message>
        <location filename="gui/setup_form.py"/>
        <source>Line it up; the queue starts when it is told to</source>
        <translation>Einreihen; die Warteschlange startet auf Geheiß</translation>
    </message>
    <message>
        <location filename="gui/setup_form.py"/>
        <source>What it will cost</source>
        <translation>Was es kosten wird</translation>
    </message>
    <message>
        <location filename="gui/setup_form.py"/>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <location filename="gui/setup_form.py"/>
        <source>Explain the first 8 images and keep nothing, to tell how long the audit will take</source>
        <translation>Die ersten 8 Bilder erklären und nichts behalten, um zu sagen, wie lange das Audit dauern wird</translation>
    </message>
    <message>
        <location filename="gui/setup_form.py"/>
        <source>Measure how long it will take</source>
        <translation>Messen, wie lange es dauern wird</translation>
    </message>
    <message>
        <location filename="gui/setup_form.py"/>
        <source>More steps: a sharper map, and more time</source>
        <translation>Mehr Schritte: eine schärfere Karte und mehr Zeit</translation>
    </message>
    <message>
        <location filename="gui/setup_form.py"/>
        <source>Full: every measure of the method's documentation; some hundred passes an image</source>
        <translation>Vollständig: jeder Messwert aus der Dokumentation der Methode; einige Hundert Durchläufe je Bild</translation>
    </message>
    <message>
        <location filename="gui/setup_form.py"/>
        <source>Images with full evidence</source>
        <translation>Bilder mit vollständigen Messwerten</translation>
    </message>
    <message>
        <location filename="gui/setup_form.py"/>
        <source> images</source>
        <translation> Bilder</translation>
    </message>
    <message>
        <location filename="gui/setup_form.py"/>
        <source>As found</source>
        <translation>Wie vorgefunden</translation>
    </message>
    <message>
        <location filename="gui/setup_form.py"/>
        <source>a folder of images</source>
        <translation>ein Bilderordner</translation>
    </message>
    <message>
        <location filename="gui/setup_form.py"/>
        <source>class folders</source>
        <translation>Klassenordner</translation>
    </message>
    <message>
        <location filename="gui/setup_form.py"/>
        <source>a CSV list</source>
        <translation>eine CSV-Liste</translation>
    </message>
    <message>
        <location filename="gui/setup_form.py"/>
        <source>a COCO file</source>
        <translation>eine COCO-Datei</translation>
    </message>
    <message>
        <location filename="gui/setup_form.py"/>
        <source>Pascal VOC</source>
        <translation>Pascal VOC</translation>
    </message>
    <message>
        <location filename="gui/setup_form.py"/>
        <source>Layout of the images</source>
        <translation>Aufbau der Bilder</translation>
    </message>
    <message>
        <location filename="gui/setup_form.py"/>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <location filename="gui/setup_form.py"/>
        <source>How many images, from the first on</source>
        <translation>Wie viele Bilder, vom ersten an</translation>
    </message>
    <message>
        <location filename="gui/setup_form.py"/>
        <source>Choose the images first.</source>
        <translation>Bitte zuerst die Bilder wählen.</translation>
    </message>
    <message>
        <location filename="gui/setup_form.py"/>
        <source>Quick</source>
        <translation>Schnell</translation>
    </message>
    <message>
        <location filename="gui/setup_form.py"/>
        <source>Full for a sample</source>
        <translation>Vollständig für eine Stichprobe</translation>
    </message>
    <message>
        <location filename="gui/setup_form.py"/>
        <source>Full for all</source>
        <translation>Vollständig für alle</translation>
    </message>
    <message>
        <location filename="gui/setup_form.py"/>
        <source>A folder, or a CSV or COCO file that lists them.</source>
        <translation>Ein Ordner, oder eine CSV- oder COCO-Datei, die sie aufzählt.</translation>
    </message>
    <message>
        <location filename="gui/setup_form.py"/>
        <source>{images} in {folder}</source>
        <translation>{images} in {folder}</translation>
    </message>
    <message>
        <location filename="gui/setup_form.py"/>
        <source>A model.toml: the network, its weights, how images go in.</source>
        <translation>Eine model.toml: das Netz, seine Gewichte, wie Bilder hineinkommen.</translation>
    </message>
    <message>
        <location filename="gui/setup_form.py"/>
        <source>Goes beside the folder, as NAME.hansel.</source>
        <translation>Kommt neben den Ordner, als NAME.hansel.</translation>
    </message>
    <message>
        <location filename="gui/setup_form.py"/>
        <source>This folder holds no images that can be read. Choose another one.</source>
        <translation>Dieser Ordner enthält keine lesbaren Bilder. Bitte einen anderen wählen.</translation>
    </message>
    <message>
        <location filename="gui/setup_form.py"/>
        <source>Layout</source>
        <translation>Aufbau</translation>
    </message>
    <message>
        <location filename="gui/setup_form.py"/>
        <source>How many</source>
        <translation>Wie viele</translation>
    </message>
    <message>
        <location filename="gui/setup_form.py"/>
        <source>counting…</source>
        <translation>wird gezählt…</translation>
    </message>
    <message>
        <location filename="gui/setup_form.py"/>
        <source>Choose the model that is to be audited.</source>
        <translation>Bitte das Modell wählen, das auditiert werden soll.</translation>
    </message>
    <message>
        <location filename="gui/setup_form.py"/>
        <source>no images</source>
        <translation>keine Bilder</translation>
    </message>
    <message>
        <location filename="gui/side_by_side.py"/>
        <source>There is no other explanation of this image yet.</source>
        <translation>Noch gibt es keine andere Erklärung dieses Bildes.</translation>
    </message>
    <message>
        <location filename="gui/side_by_side.py"/>
        <source>The run whose model made it is not in this project any more.</source>
        <translation>Der Lauf, dessen Modell sie gemacht hat, ist nicht mehr in diesem Projekt.</translation>
    </message>
    <message>
        <location filename="gui/side_by_side.py"/>
        <source>nothing to compare here</source>
        <translation>hier gibt es nichts zu vergleichen</translation>
    </message>
    <message>
        <location filename="gui/side_by_side.py"/>
        <source>four views are the most</source>
        <translation>vier Ansichten sind das Höchste</translation>
    </message>
    <message>
        <location filename="gui/side_by_side.py"/>
        <source>two views are the fewest</source>
        <translation>zwei Ansichten sind das Mindeste</translation>
    </message>
    <message>
        <location filename="gui/side_by_side.py"/>
        <source>This image has no explanation in the run at hand.</source>
        <translation>Dieses Bild hat im vorliegenden Lauf keine Erklärung.</translation>
    </message>
    <message>
        <location filename="gui/side_by_side.py"/>
        <source>Have one made…</source>
        <translation>Anfertigen…</translation>
    </message>
    <message>
        <location filename="gui/side_by_side.py"/>
        <source>Have it made</source>
        <translation>Anfertigen</translation>
    </message>
    <message>
        <location filename="gui/side_by_side.py"/>
        <source>Verdicts are for {letter}.</source>
        <translation>Urteile gelten {letter}.</translation>
    </message>
    <message>
        <location filename="gui/side_by_side.py"/>
        <source>The project is open for reading only, so none can be made.</source>
        <translation>Das Projekt ist nur zum Lesen geöffnet, darum kann keine angefertigt werden.</translation>
    </message>
    <message>
        <location filename="gui/side_page.py"/>
        <location filename="gui/tour.py"/>
        <location filename="gui/what_if_box.py"/>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <location filename="gui/side_page.py"/>
        <source>Back to the picture alone</source>
        <translation>Zurück zum Bild allein</translation>
    </message>
    <message>
        <location filename="gui/side_page.py"/>
        <source>First view of the two</source>
        <translation>Erste Ansicht der beiden</translation>
    </message>
    <message>
        <location filename="gui/side_page.py"/>
        <source>Second view of the two</source>
        <translation>Zweite Ansicht der beiden</translation>
    </message>
    <message>
        <location filename="gui/side_page.py"/>
        <source>beside</source>
        <translation>neben</translation>
    </message>
    <message>
        <location filename="gui/side_page.py"/>
        <source>against</source>
        <translation>gegen</translation>
    </message>
    <message>
        <location filename="gui/side_page.py"/>
        <source>Swipe</source>
        <translation>Wischen</translation>
    </message>
    <message>
        <location filename="gui/side_page.py"/>
        <source>Difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <location filename="gui/side_pair.py"/>
        <source>A difference takes two explanations. One of the two is not there for this image.</source>
        <translation>Eine Differenz braucht zwei Erklärungen. Eine der beiden gibt es für dieses Bild nicht.</translation>
    </message>
    <message>
        <location filename="gui/side_pair.py"/>
        <source>Both are the same explanation. Choose two.</source>
        <translation>Beide sind dieselbe Erklärung. Bitte zwei wählen.</translation>
    </message>
    <message>
        <location filename="gui/side_pair.py"/>
        <source>{second} less {first}</source>
        <translation>{second} minus {first}</translation>
    </message>
    <message>
        <location filename="gui/side_view.py"/>
        <location filename="gui/swipe.py"/>
        <source>the same for all views</source>
        <translation>für alle Ansichten dieselbe</translation>
    </message>
    <message>
        <location filename="gui/side_view.py"/>
        <source>Another way…</source>
        <translation>Auf andere Art…</translation>
    </message>
    <message>
        <location filename="gui/side_view.py"/>
        <source>View {letter}: {what}</source>
        <translation>Ansicht {letter}: {what}</translation>
    </message>
    <message>
        <location filename="gui/side_view.py"/>
        <source>View {letter}, which verdicts are for</source>
        <translation>Ansicht {letter}, der die Urteile gelten</translation>
    </message>
    <message>
        <location filename="gui/side_view.py"/>
        <source>map missing</source>
        <translation>Karte fehlt</translation>
    </message>
    <message>
        <location filename="gui/side_view.py"/>
        <source>map altered, not shown</source>
        <translation>Karte verändert, nicht gezeigt</translation>
    </message>
    <message>
        <location filename="gui/side_view.py"/>
        <source>View {letter}</source>
        <translation>Ansicht {letter}</translation>
    </message>
    <message>
        <location filename="gui/side_view.py"/>
        <source>Explanation in view {letter}</source>
        <translation>Erklärung in Ansicht {letter}</translation>
    </message>
    <message>
        <location filename="gui/side_view.py"/>
        <source>Remove view {letter}</source>
        <translation>Ansicht {letter} entfernen</translation>
    </message>
    <message>
        <location filename="gui/side_view.py"/>
        <source>Have another one made…</source>
        <translation>Eine weitere anfertigen lassen…</translation>
    </message>
    <message>
        <location filename="gui/side_words.py"/>
        <source>Verdicts are for {explanation} of run {n}, which is not seen now.</source>
        <translation>Urteile gelten {explanation} aus Lauf {n}, gerade nicht zu sehen.</translation>
    </message>
    <message>
        <location filename="gui/side_words.py"/>
        <source>{explanation} ({where}) is not there for this image.</source>
        <translation>{explanation} ({where}) gibt es für dieses Bild nicht.</translation>
    </message>
    <message>
        <location filename="gui/side_words.py"/>
        <source>Verdicts are for this one</source>
        <translation>Urteile gelten dieser</translation>
    </message>
    <message>
        <location filename="gui/side_words.py"/>
        <source>not there for this image</source>
        <translation>für dieses Bild nicht vorhanden</translation>
    </message>
    <message>
        <location filename="gui/side_words.py"/>
        <source>{method}, rule pack</source>
        <translation>{method}, Regelpaket</translation>
    </message>
    <message>
        <location filename="gui/side_words.py"/>
        <source>predicted: {label}</source>
        <translation>vorhergesagt: {label}</translation>
    </message>
    <message>
        <location filename="gui/side_words.py"/>
        <source>verdicts are for this one</source>
        <translation>Urteile gelten dieser</translation>
    </message>
    <message>
        <location filename="gui/signing.py"/>
        <source>{n} of {all} images have no verdict of yours.</source>
        <translation>{n} von {all} Bildern haben kein Urteil von Ihnen.</translation>
    </message>
    <message>
        <location filename="gui/signing.py"/>
        <source>To be able to show later that nothing was cut off, note its hash outside of the project: {hash}</source>
        <translation>Um später zeigen zu können, dass nichts abgeschnitten wurde, den Hash außerhalb des Projekts notieren: {hash}</translation>
    </message>
    <message>
        <location filename="gui/signing.py"/>
        <source>1 of {all} images has no verdict of yours.</source>
        <translation>1 von {all} Bildern hat kein Urteil von Ihnen.</translation>
    </message>
    <message>
        <location filename="gui/signing.py"/>
        <source>Go on reviewing</source>
        <translation>Weiter begutachten</translation>
    </message>
    <message>
        <location filename="gui/signing.py"/>
        <source>Sign off all the same</source>
        <translation>Trotzdem abzeichnen</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/signing.py"/>
        <source>{n} are without a verdict of theirs.</source>
        <extracomment>For 1, in English: 1 is without a verdict of theirs.</extracomment>
        <translation><numerusform>{n} ist ohne eigenes Urteil.</numerusform><numerusform>{n} sind ohne eigenes Urteil.</numerusform></translation>
    </message>
    <message>
        <location filename="gui/signing.py"/>
        <source>{reviewer} signed off run {run} with {reviews}.</source>
        <translation>{reviewer} hat Lauf {run} mit {reviews} abgezeichnet.</translation>
    </message>
    <message>
        <location filename="gui/signing.py"/>
        <source>Copy hash</source>
        <translation>Hash kopieren</translation>
    </message>
    <message>
        <location filename="gui/sort_header.py"/>
        <source>Sort by</source>
        <translation>Sortieren nach</translation>
    </message>
    <message>
        <location filename="gui/sort_header.py"/>
        <source>{column}, upwards</source>
        <translation>{column}, aufsteigend</translation>
    </message>
    <message>
        <location filename="gui/sort_header.py"/>
        <source>{column}, downwards</source>
        <translation>{column}, absteigend</translation>
    </message>
    <message>
        <location filename="gui/sort_header.py"/>
        <source>Sort by {column}</source>
        <translation>Nach {column} sortieren</translation>
    </message>
    <message>
        <location filename="gui/standing.py"/>
        <source>{name} was in use by another window or command when it was opened, so it is open here for reading only. Verdicts cannot be given. {refresh} shows what has come in since.</source>
        <translation>{name} wurde beim Öffnen von einem anderen Fenster oder Befehl benutzt und ist hier darum nur zum Lesen geöffnet. Urteile sind nicht möglich. {refresh} zeigt, was seither dazukam.</translation>
    </message>
    <message>
        <location filename="gui/standing.py"/>
        <source>{name} was written by a newer Hansel (schema {schema}; this one knows {known}), so it is open for reading only. Verdicts cannot be given. Update Hansel to go on with it.</source>
        <translation>{name} wurde von einem neueren Hansel geschrieben (Schema {schema}; dieses kennt {known}) und ist darum nur zum Lesen geöffnet. Urteile sind nicht möglich. Bitte Hansel aktualisieren, um damit weiterzumachen.</translation>
    </message>
    <message>
        <location filename="gui/standing.py"/>
        <source>{name} cannot be written: this user may not, or the disk is read-only. So it is open for reading only. Verdicts cannot be given. To review, copy the project to a place where you may write.</source>
        <translation>{name} ist nicht beschreibbar: Dieser Benutzer darf es nicht, oder der Datenträger ist schreibgeschützt. Darum ist es nur zum Lesen geöffnet. Urteile sind nicht möglich. Zum Begutachten das Projekt dorthin kopieren, wo Schreiben erlaubt ist.</translation>
    </message>
    <message>
        <location filename="gui/standing.py"/>
        <source>{name} lies on a network or shared drive. It works, but a power cut or a second computer can damage it there; keep the project on a local disk.</source>
        <translation>{name} liegt auf einem Netzwerk- oder geteilten Laufwerk. Das geht, aber ein Stromausfall oder ein zweiter Rechner kann es dort beschädigen; das Projekt gehört auf einen lokalen Datenträger.</translation>
    </message>
    <message>
        <location filename="gui/standing.py"/>
        <source>Try to open for writing</source>
        <translation>Zum Schreiben zu öffnen versuchen</translation>
    </message>
    <message>
        <location filename="gui/suspects.py"/>
        <source>unlike others</source>
        <translation>anders als die übrigen</translation>
    </message>
    <message>
        <location filename="gui/suspects.py"/>
        <source>off object</source>
        <translation>neben dem Objekt</translation>
    </message>
    <message>
        <location filename="gui/suspects.py"/>
        <source>{share} of its energy is on the border: {nth} of {all}; usual {usual}</source>
        <translation>{share} der Energie liegen am Rand: {nth} von {all}; üblich {usual}</translation>
    </message>
    <message>
        <location filename="gui/suspects.py"/>
        <source>{share} away from where the run's maps usually lie: {nth} of {all}; usual {usual}</source>
        <translation>{share} Abstand vom üblichen Ort der Karten dieses Laufs: {nth} von {all}; üblich {usual}</translation>
    </message>
    <message>
        <location filename="gui/suspects.py"/>
        <source>{share} of its energy is off the object: {nth} of {all}; usual {usual}</source>
        <translation>{share} der Energie liegen neben dem Objekt: {nth} von {all}; üblich {usual}</translation>
    </message>
    <message>
        <location filename="gui/suspects.py"/>
        <source>map cannot be read</source>
        <translation>Karte nicht lesbar</translation>
    </message>
    <message>
        <location filename="gui/suspects.py"/>
        <source>its map cannot be read</source>
        <translation>die Karte ist nicht lesbar</translation>
    </message>
    <message>
        <location filename="gui/suspects.py"/>
        <source>most on the border</source>
        <translation>am meisten am Rand</translation>
    </message>
    <message>
        <location filename="gui/suspects.py"/>
        <source>most unlike others</source>
        <translation>am wenigsten wie die übrigen</translation>
    </message>
    <message>
        <location filename="gui/suspects.py"/>
        <source>most off the object</source>
        <translation>am meisten neben dem Objekt</translation>
    </message>
    <message>
        <location filename="gui/suspects.py"/>
        <source>{nth} most on the border</source>
        <translation>{nth} Platz: am Rand</translation>
    </message>
    <message>
        <location filename="gui/suspects.py"/>
        <source>{nth} most unlike others</source>
        <translation>{nth} Platz: anders als die übrigen</translation>
    </message>
    <message>
        <location filename="gui/suspects.py"/>
        <source>{nth} most off the object</source>
        <translation>{nth} Platz: neben dem Objekt</translation>
    </message>
    <message>
        <location filename="gui/suspects.py"/>
        <source>nothing stands out</source>
        <translation>nichts sticht heraus</translation>
    </message>
    <message>
        <location filename="gui/suspects.py"/>
        <source>nothing is known of its map</source>
        <translation>über die Karte ist nichts bekannt</translation>
    </message>
    <message>
        <location filename="gui/swipe.py"/>
        <source>Divider between the two pictures</source>
        <translation>Trennlinie zwischen den beiden Bildern</translation>
    </message>
    <message>
        <location filename="gui/swipe.py"/>
        <source>Picture of {what}</source>
        <translation>Bild von {what}</translation>
    </message>
    <message>
        <location filename="gui/terms.py"/>
        <source>minor</source>
        <translation>gering</translation>
    </message>
    <message>
        <location filename="gui/terms.py"/>
        <source>serious</source>
        <translation>ernst</translation>
    </message>
    <message>
        <location filename="gui/terms.py"/>
        <source>grave</source>
        <translation>gravierend</translation>
    </message>
    <message>
        <location filename="gui/terms.py"/>
        <location filename="gui/trend_headline.py"/>
        <location filename="gui/trend_words.py"/>
        <source>sound</source>
        <translation>stimmig</translation>
    </message>
    <message>
        <location filename="gui/terms.py"/>
        <location filename="gui/trend_headline.py"/>
        <location filename="gui/trend_words.py"/>
        <source>flawed</source>
        <translation>fehlerhaft</translation>
    </message>
    <message>
        <location filename="gui/terms.py"/>
        <location filename="gui/trend_headline.py"/>
        <location filename="gui/trend_words.py"/>
        <source>unsure</source>
        <translation>unsicher</translation>
    </message>
    <message>
        <location filename="gui/terms.py"/>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <location filename="gui/terms.py"/>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <location filename="gui/terms.py"/>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <location filename="gui/terms.py"/>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <location filename="gui/terms.py"/>
        <source>finished</source>
        <translation>beendet</translation>
    </message>
    <message>
        <location filename="gui/terms.py"/>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <location filename="gui/terms.py"/>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <location filename="gui/terms.py"/>
        <source>flaw</source>
        <translation>fehlerhaft</translation>
    </message>
    <message>
        <location filename="gui/terms.py"/>
        <source>settled verdict</source>
        <translation>entschiedenes Urteil</translation>
    </message>
    <message>
        <location filename="gui/terms.py"/>
        <source>region</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <location filename="gui/terms.py"/>
        <source>region removed</source>
        <translation>Bereich entfernt</translation>
    </message>
    <message>
        <location filename="gui/terms.py"/>
        <source>reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <location filename="gui/terms.py"/>
        <source>reason taken back</source>
        <translation>Grund zurückgenommen</translation>
    </message>
    <message>
        <location filename="gui/terms.py"/>
        <source>severity</source>
        <translation>Schweregrad</translation>
    </message>
    <message>
        <location filename="gui/terms.py"/>
        <source>what-if</source>
        <translation>Was-wäre-wenn</translation>
    </message>
    <message>
        <location filename="gui/terms.py"/>
        <source>what-if put aside</source>
        <translation>Was-wäre-wenn beiseitegelegt</translation>
    </message>
    <message>
        <location filename="gui/terms.py"/>
        <source>name of a cluster taken away</source>
        <translation>Name eines Clusters entfernt</translation>
    </message>
    <message>
        <location filename="gui/terms.py"/>
        <source>sign-off of run {n}</source>
        <translation>Abzeichnung von Lauf {n}</translation>
    </message>
    <message>
        <location filename="gui/terms.py"/>
        <source>name of a cluster: {name}</source>
        <translation>Name eines Clusters: {name}</translation>
    </message>
    <message>
        <location filename="gui/terms.py"/>
        <source>{change} on {image}</source>
        <translation>{change} · {image}</translation>
    </message>
    <message>
        <location filename="gui/toasts.py"/>
        <source>Messages</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <location filename="gui/toasts.py"/>
        <source>Undo: {what}</source>
        <translation>Rückgängig: {what}</translation>
    </message>
    <message>
        <location filename="gui/top_bar.py"/>
        <source>Project and run</source>
        <translation>Projekt und Lauf</translation>
    </message>
    <message>
        <location filename="gui/top_bar.py"/>
        <source>&amp;Menu</source>
        <translation>&amp;Menü</translation>
    </message>
    <message>
        <location filename="gui/top_bar.py"/>
        <source>All menus (Alt+M)</source>
        <translation>Alle Menüs (Alt+M)</translation>
    </message>
    <message>
        <location filename="gui/top_bar.py"/>
        <source>read only</source>
        <translation>nur zum Lesen</translation>
    </message>
    <message>
        <location filename="gui/top_bar.py"/>
        <source>Choose another run</source>
        <translation>Anderen Lauf wählen</translation>
    </message>
    <message>
        <location filename="gui/top_bar.py"/>
        <source>Reviewer {name}. Change</source>
        <translation>Es begutachtet {name}. Wechseln</translation>
    </message>
    <message>
        <location filename="gui/top_bar.py"/>
        <source>{name}: change reviewer</source>
        <translation>{name}: Person wechseln</translation>
    </message>
    <message>
        <location filename="gui/top_bar.py"/>
        <source>signed off, changed since</source>
        <translation>abgezeichnet, seither geändert</translation>
    </message>
    <message>
        <location filename="gui/top_bar.py"/>
        <source>signed off</source>
        <translation>abgezeichnet</translation>
    </message>
    <message>
        <location filename="gui/tour.py"/>
        <source>Skip the tour</source>
        <translation>Rundgang überspringen</translation>
    </message>
    <message>
        <location filename="gui/tour.py"/>
        <source>Skip the tour (Esc); it stays in the menu Help</source>
        <translation>Rundgang überspringen (Esc); er bleibt im Menü Hilfe</translation>
    </message>
    <message>
        <location filename="gui/tour.py"/>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <location filename="gui/tour.py"/>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <location filename="gui/tour.py"/>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <location filename="gui/tour.py"/>
        <source>Tour, {number}: {title}</source>
        <translation>Rundgang, {number}: {title}</translation>
    </message>
    <message>
        <location filename="gui/tour_steps.py"/>
        <source>There is nothing in it yet: an audit fills it as it goes.</source>
        <translation>Hier ist noch nichts: Ein Audit füllt es, während es läuft.</translation>
    </message>
    <message>
        <location filename="gui/tour_steps.py"/>
        <source>Images and a model</source>
        <translation>Bilder und ein Modell</translation>
    </message>
    <message>
        <location filename="gui/tour_steps.py"/>
        <source>Choose a folder of images, and the model.toml that says how your network is loaded. Both can be dropped on the window too. Nothing at hand? The demo has drawn pictures, and a small net with a secret.</source>
        <translation>Bitte einen Ordner mit Bildern wählen und die model.toml, die sagt, wie Ihr Netz geladen wird. Beides lässt sich auch auf das Fenster ziehen. Nichts zur Hand? Die Demo bringt gezeichnete Bilder mit und ein kleines Netz mit einem Geheimnis.</translation>
    </message>
    <message>
        <location filename="gui/tour_steps.py"/>
        <source>Start the audit</source>
        <translation>Das Audit starten</translation>
    </message>
    <message>
        <location filename="gui/tour_steps.py"/>
        <source>Start audit explains each image: which pixels the answer leans on. What it will cost stands over the button. It can pause, and goes on where it was stopped; you can review what is there meanwhile.</source>
        <translation>„Audit starten“ erklärt jedes Bild: auf welche Pixel sich die Antwort stützt. Was es kosten wird, steht über der Schaltfläche. Es lässt sich anhalten und geht weiter, wo es aufgehört hat; was schon da ist, können Sie inzwischen begutachten.</translation>
    </message>
    <message>
        <location filename="gui/tour_steps.py"/>
        <source>The picture and its map</source>
        <translation>Das Bild und seine Karte</translation>
    </message>
    <message>
        <location filename="gui/tour_steps.py"/>
        <source>Bright colours lie where the answer leans on the image. {show_overlay} shows the map over it, {show_mask} what the map's mask leaves, {show_image} the image alone. {next} and {previous} go to the next image and back. Try {show_mask}.</source>
        <translation>Helle Farben liegen, wo sich die Antwort auf das Bild stützt. {show_overlay} zeigt die Karte darüber, {show_mask}, was die Maske der Karte übrig lässt, {show_image} das Bild allein. {next} und {previous} führen zum nächsten Bild und zurück. Versuchen Sie {show_mask}.</translation>
    </message>
    <message>
        <location filename="gui/tour_steps.py"/>
        <source>Your verdict</source>
        <translation>Ihr Urteil</translation>
    </message>
    <message>
        <location filename="gui/tour_steps.py"/>
        <source>{sound} sound, {flawed} flawed, {unsure} unsure: did it look at what should count? {reason_1} to {reason_9} say why not, {tool_box} marks the place in a box. Each is saved at once, and {undo} takes it back. {why_suspicious} tells why an image is suspicious.</source>
        <translation>{sound} stimmig, {flawed} fehlerhaft, {unsure} unsicher: Sah es auf das, was zählen soll? {reason_1} bis {reason_9} sagen, warum nicht, {tool_box} markiert die Stelle mit einem Rahmen. Alles wird sofort gespeichert, und {undo} nimmt es zurück. {why_suspicious} sagt, warum ein Bild verdächtig ist.</translation>
    </message>
    <message>
        <location filename="gui/tour_steps.py"/>
        <source>What it comes to</source>
        <translation>Was herauskommt</translation>
    </message>
    <message>
        <location filename="gui/tour_steps.py"/>
        <source>Trends has the share of flawed explanations, with intervals: by class, by reason, by run. {export_report} writes a report of it. {keys} shows all keys, {palette} finds a command, and this tour is in the menu Help.</source>
        <translation>Trends zeigt den Anteil fehlerhafter Erklärungen mit Intervallen: nach Klasse, nach Grund, nach Lauf. {export_report} schreibt einen Bericht darüber. {keys} zeigt alle Tasten, {palette} findet einen Befehl, und dieser Rundgang steht im Menü Hilfe.</translation>
    </message>
    <message>
        <location filename="gui/trend_charts.py"/>
        <source>{n} an hour</source>
        <translation>{n} je Stunde</translation>
    </message>
    <message>
        <location filename="gui/trend_desk.py"/>
        <source>Rates</source>
        <translation>Raten</translation>
    </message>
    <message>
        <location filename="gui/trend_desk.py"/>
        <source>Two runs</source>
        <translation>Zwei Läufe</translation>
    </message>
    <message>
        <location filename="gui/trend_headline.py"/>
        <source>{interval}; {flawed} of {n} right predictions</source>
        <translation>{interval}; {flawed} von {n} richtigen Vorhersagen</translation>
    </message>
    <message>
        <location filename="gui/trend_headline.py"/>
        <source>Prediction</source>
        <translation>Vorhersage</translation>
    </message>
    <message>
        <location filename="gui/trend_headline.py"/>
        <location filename="gui/trend_page.py"/>
        <location filename="gui/trend_words.py"/>
        <source>Share flawed</source>
        <translation>Anteil fehlerhaft</translation>
    </message>
    <message>
        <location filename="gui/trend_headline.py"/>
        <source>With a verdict</source>
        <translation>Mit Urteil</translation>
    </message>
    <message>
        <location filename="gui/trend_headline.py"/>
        <source>Prediction {right}: {sound} sound, {flawed} flawed, {unsure} unsure.</source>
        <translation>Vorhersage {right}: {sound} stimmig, {flawed} fehlerhaft, {unsure} unsicher.</translation>
    </message>
    <message>
        <location filename="gui/trend_headline.py"/>
        <source>Prediction right or wrong, by what reviewers say of the explanation</source>
        <translation>Vorhersage richtig oder falsch, nach dem, was Begutachtende zur Erklärung sagen</translation>
    </message>
    <message>
        <location filename="gui/trend_headline.py"/>
        <source>none is flawed or sound</source>
        <translation>keine ist fehlerhaft oder stimmig</translation>
    </message>
    <message>
        <location filename="gui/trend_headline.py"/>
        <source>no right prediction is judged</source>
        <translation>keine richtige Vorhersage ist beurteilt</translation>
    </message>
    <message>
        <location filename="gui/trend_headline.py"/>
        <source>{n} of {all} explained</source>
        <translation>{n} von {all} erklärt</translation>
    </message>
    <message>
        <location filename="gui/trend_headline.py"/>
        <source>{interval}; {flawed} of {n}</source>
        <translation>{interval}; {flawed} von {n}</translation>
    </message>
    <message>
        <location filename="gui/trend_headline.py"/>
        <source>all of them</source>
        <translation>alle</translation>
    </message>
    <message>
        <location filename="gui/trend_headline.py"/>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <location filename="gui/trend_opening.py"/>
        <source>No filter of the review room says what this row counts.</source>
        <translation>Kein Filter der Begutachtung sagt, was diese Zeile zählt.</translation>
    </message>
    <message>
        <location filename="gui/trend_opening.py"/>
        <source>No image of this row has a verdict.</source>
        <translation>Kein Bild dieser Zeile hat ein Urteil.</translation>
    </message>
    <message>
        <location filename="gui/trend_opening.py"/>
        <source>The row counts {n} in run {run}; the filter that comes nearest shows {found}.</source>
        <translation>Die Zeile zählt {n} in Lauf {run}; der nächstliegende Filter zeigt {found}.</translation>
    </message>
    <message>
        <location filename="gui/trend_opening.py"/>
        <source>Show them</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <location filename="gui/trend_page.py"/>
        <source>The share flawed is of those that are flawed or sound; unsure ones and ties stand apart. Its interval is Wilson's: with few verdicts it is wide.</source>
        <translation>Der Anteil fehlerhafter bezieht sich auf fehlerhafte und stimmige; unsichere und unentschiedene stehen gesondert. Das Intervall ist das von Wilson: Bei wenigen Urteilen ist es weit.</translation>
    </message>
    <message>
        <location filename="gui/trend_page.py"/>
        <source>Unless all have a verdict, or a sample was drawn, which ones were reviewed was chosen by people.</source>
        <translation>Sofern nicht alle ein Urteil haben oder eine Stichprobe gezogen wurde, haben Menschen ausgesucht, welche begutachtet wurden.</translation>
    </message>
    <message>
        <location filename="gui/trend_page.py"/>
        <source>Every reviewer's verdicts are counted, and each explanation once: by the verdict that was settled, else by that of more than half of its reviewers.</source>
        <translation>Die Urteile aller zählen, und jede Erklärung einmal: nach dem entschiedenen Urteil, sonst nach dem von mehr als der Hälfte der Begutachtenden.</translation>
    </message>
    <message>
        <location filename="gui/trend_page.py"/>
        <source>Coverage</source>
        <translation>Abdeckung</translation>
    </message>
    <message>
        <location filename="gui/trend_page.py"/>
        <source>Evidence of the maps</source>
        <translation>Messwerte der Karten</translation>
    </message>
    <message>
        <location filename="gui/trend_page.py"/>
        <source>Pace of the reviewers</source>
        <translation>Tempo der Begutachtenden</translation>
    </message>
    <message>
        <location filename="gui/trend_page.py"/>
        <source>What rates are told by</source>
        <translation>Wonach Raten aufgeteilt werden</translation>
    </message>
    <message>
        <location filename="gui/trend_page.py"/>
        <source>of all runs</source>
        <translation>aller Läufe</translation>
    </message>
    <message>
        <location filename="gui/trend_page.py"/>
        <source>Of which runs</source>
        <translation>Welcher Läufe</translation>
    </message>
    <message>
        <location filename="gui/trend_page.py"/>
        <source>Drawn are the {n} with the most verdicts; the table has all {all}.</source>
        <translation>Gezeichnet sind die {n} mit den meisten Urteilen; die Tabelle hat alle {all}.</translation>
    </message>
    <message>
        <location filename="gui/trend_page.py"/>
        <source>Share flawed {by}</source>
        <translation>Anteil fehlerhaft {by}</translation>
    </message>
    <message>
        <location filename="gui/trend_saving.py"/>
        <source>Table for a spreadsheet (*.csv)</source>
        <translation>Tabelle für die Tabellenkalkulation (*.csv)</translation>
    </message>
    <message>
        <location filename="gui/trend_saving.py"/>
        <source>Save as CSV</source>
        <translation>Als CSV speichern</translation>
    </message>
    <message>
        <location filename="gui/trend_saving.py"/>
        <source>The table lies at {place}.</source>
        <translation>Die Tabelle liegt unter {place}.</translation>
    </message>
    <message>
        <location filename="gui/trend_section.py"/>
        <source>Save as CSV…</source>
        <translation>Als CSV speichern…</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/trend_section.py"/>
        <source>{n} rows were copied.</source>
        <extracomment>For 1, in English: 1 row was copied.</extracomment>
        <translation><numerusform>{n} Zeile kopiert.</numerusform><numerusform>{n} Zeilen kopiert.</numerusform></translation>
    </message>
    <message>
        <location filename="gui/trend_section.py"/>
        <source>Save as CSV: {title}</source>
        <translation>Als CSV speichern: {title}</translation>
    </message>
    <message>
        <location filename="gui/trend_section.py"/>
        <source>Copy the table: {title}</source>
        <translation>Tabelle kopieren: {title}</translation>
    </message>
    <message>
        <location filename="gui/trend_section.py"/>
        <source>Chart: {title}</source>
        <translation>Diagramm: {title}</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>Of all explained images of a run, judged or not: boxes hold the middle half, the line is the median.</source>
        <translation>Von allen erklärten Bildern eines Laufs, ob beurteilt oder nicht: Kästen fassen die mittlere Hälfte, die Linie ist der Median.</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>Reviews an hour of looking: by the time that somebody looked at an image; pauses are not in it.</source>
        <translation>Begutachtungen je Stunde Betrachtung: nach der Zeit, in der jemand ein Bild ansah; Pausen zählen nicht.</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>by run</source>
        <translation>nach Lauf</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>by model</source>
        <translation>nach Modell</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>by true label</source>
        <translation>nach wahrem Label</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>by predicted class</source>
        <translation>nach vorhergesagter Klasse</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>by class that was explained</source>
        <translation>nach erklärter Klasse</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>by reason</source>
        <translation>nach Grund</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>by reviewer</source>
        <translation>nach Person</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>by day</source>
        <translation>nach Tag</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>by week</source>
        <translation>nach Woche</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>True label</source>
        <translation>Wahres Label</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>Predicted class</source>
        <translation>Vorhergesagte Klasse</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>Reviewer</source>
        <translation>Person</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>Day (UTC)</source>
        <translation>Tag (UTC)</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>Week (ISO)</source>
        <translation>Woche (ISO)</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>95 % interval</source>
        <translation>95-%-Intervall</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>Nothing has a verdict that is flawed or sound.</source>
        <translation>Nichts hat ein Urteil fehlerhaft oder stimmig.</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>Fewer than {least} are flawed or sound in: {rows}.</source>
        <translation>Weniger als {least} sind fehlerhaft oder stimmig in: {rows}.</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>Bars are 95 % intervals.</source>
        <translation>Balken sind 95-%-Intervalle.</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>Lines: {share} in all, and the limits that chance about it keeps to.</source>
        <translation>Linien: {share} insgesamt, und die Grenzen, die der Zufall darum einhält.</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>Click a point, or press Return on a row, to review its images.</source>
        <translation>Ein Klick auf einen Punkt oder Enter auf einer Zeile öffnet ihre Bilder zum Begutachten.</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>Area of the mask</source>
        <translation>Fläche der Maske</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>Energy on the border</source>
        <translation>Energie am Rand</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>Gini, how sparse the map is</source>
        <translation>Gini, wie spärlich die Karte ist</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>Reviews</source>
        <translation>Begutachtungen</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>Timed</source>
        <translation>Mit Zeit</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>Looked</source>
        <translation>Betrachtet</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>An hour of looking</source>
        <translation>Je Stunde Betrachtung</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>Median</source>
        <translation>Median</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/trend_words.py"/>
        <source>{n} models</source>
        <extracomment>For 1, in English: 1 model</extracomment>
        <translation><numerusform>{n} Modell</numerusform><numerusform>{n} Modelle</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="gui/trend_words.py"/>
        <source>{n} reasons</source>
        <extracomment>For 1, in English: 1 reason</extracomment>
        <translation><numerusform>{n} Grund</numerusform><numerusform>{n} Gründe</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="gui/trend_words.py"/>
        <source>{n} reviewers</source>
        <extracomment>For 1, in English: 1 reviewer</extracomment>
        <translation><numerusform>{n} Person</numerusform><numerusform>{n} Personen</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="gui/trend_words.py"/>
        <source>{n} days</source>
        <extracomment>For 1, in English: 1 day</extracomment>
        <translation><numerusform>{n} Tag</numerusform><numerusform>{n} Tage</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="gui/trend_words.py"/>
        <source>{n} weeks</source>
        <extracomment>For 1, in English: 1 week</extracomment>
        <translation><numerusform>{n} Woche</numerusform><numerusform>{n} Wochen</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="gui/trend_words.py"/>
        <source>{n} true labels</source>
        <extracomment>For 1, in English: 1 true label</extracomment>
        <translation><numerusform>{n} wahres Label</numerusform><numerusform>{n} wahre Labels</numerusform></translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>flawed or sound</source>
        <translation>fehlerhaft oder stimmig</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>Judged</source>
        <translation>Beurteilt</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>Share flawed {by}: {rows}</source>
        <translation>Anteil fehlerhaft {by}: {rows}</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>Each one's own verdicts, whatever others say of the same image.</source>
        <translation>Die eigenen Urteile jeder Person, was immer andere zum selben Bild sagen.</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>Flawed ones with this reason, of all that are flawed or sound; one can have several.</source>
        <translation>Fehlerhafte mit diesem Grund, von allen fehlerhaften und stimmigen; eine kann mehrere haben.</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>Run and measure</source>
        <translation>Lauf und Messwert</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>median</source>
        <translation>Median</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>without</source>
        <translation>ohne</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>Medians with the middle half of the explained images.</source>
        <translation>Mediane mit der mittleren Hälfte der erklärten Bilder.</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>Fewer than {n} are flawed or sound: read the interval, not the share.</source>
        <translation>Weniger als {n} sind fehlerhaft oder stimmig: das Intervall lesen, nicht den Anteil.</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>{name}: {n} an hour, half of them within {seconds} s.</source>
        <translation>{name}: {n} je Stunde, die Hälfte innerhalb von {seconds} s.</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>From {low} ({first}) to {high} ({last}) of what is explained has a verdict.</source>
        <translation>Von {low} ({first}) bis {high} ({last}) des Erklärten haben ein Urteil.</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>run {run}</source>
        <translation>Lauf {run}</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>None is outside the control limits.</source>
        <translation>Keiner liegt außerhalb der Kontrollgrenzen.</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>Diamonds lie outside.</source>
        <translation>Rauten liegen außerhalb.</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>Control limits come with the second row that has verdicts.</source>
        <translation>Kontrollgrenzen kommen mit der zweiten Zeile, die Urteile hat.</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>{share} flawed ({interval})</source>
        <translation>{share} fehlerhaft ({interval})</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>{flawed} of {n} that are flawed or sound</source>
        <translation>{flawed} von {n} fehlerhaften und stimmigen</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>{share} of what is explained has a verdict.</source>
        <translation>{share} des Erklärten haben ein Urteil.</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>outside {limits}</source>
        <translation>außerhalb von {limits}</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>{what}, {share}.</source>
        <translation>{what}, {share}.</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>{what}, from {low} ({first}) to {high} ({last}).</source>
        <translation>{what}, von {low} ({first}) bis {high} ({last}).</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>Hollow and grey: fewer than {n} are flawed or sound.</source>
        <translation>Hohl und grau: weniger als {n} sind fehlerhaft oder stimmig.</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>{measure} {median} ({low} – {high})</source>
        <translation>{measure} {median} ({low} – {high})</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>{names} and {n} more</source>
        <translation>{names} und {n} weitere</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>Outside the control limits: {names}.</source>
        <translation>Außerhalb der Kontrollgrenzen: {names}.</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>within {limits}</source>
        <translation>innerhalb von {limits}</translation>
    </message>
    <message>
        <location filename="gui/trend_words.py"/>
        <source>Run {run}: {figures}.</source>
        <translation>Lauf {run}: {figures}.</translation>
    </message>
    <message>
        <location filename="gui/trends_room.py"/>
        <source>Flawed explanations in {name}</source>
        <translation>Fehlerhafte Erklärungen in {name}</translation>
    </message>
    <message>
        <location filename="gui/truth_overlay.py"/>
        <source>The data set marks nothing on this image</source>
        <translation>Der Datensatz markiert auf diesem Bild nichts</translation>
    </message>
    <message>
        <location filename="gui/truth_overlay.py"/>
        <source>The data set's marks are for {theirs} px, but this image is {ours} px: not drawn</source>
        <translation>Die Markierungen des Datensatzes gelten für {theirs} px, dieses Bild hat aber {ours} px: nicht gezeichnet</translation>
    </message>
    <message>
        <location filename="gui/truth_overlay.py"/>
        <source>The data set marks nothing on this image; true class: {x}</source>
        <translation>Der Datensatz markiert auf diesem Bild nichts; wahre Klasse: {x}</translation>
    </message>
    <message>
        <location filename="gui/verdict_box.py"/>
        <source>no comment</source>
        <translation>kein Kommentar</translation>
    </message>
    <message>
        <location filename="gui/verdict_box.py"/>
        <source>no severity</source>
        <translation>kein Schweregrad</translation>
    </message>
    <message>
        <location filename="gui/verdict_box.py"/>
        <source>Keep this one</source>
        <translation>Dieses behalten</translation>
    </message>
    <message>
        <location filename="gui/verdict_box.py"/>
        <source>{verdict}, your verdict</source>
        <translation>{verdict}, Ihr Urteil</translation>
    </message>
    <message>
        <location filename="gui/verdict_box.py"/>
        <source>On another machine you said something else, not knowing of this:</source>
        <translation>Auf einem anderen Rechner sagten Sie etwas anderes, ohne hiervon zu wissen:</translation>
    </message>
    <message>
        <location filename="gui/verdict_box.py"/>
        <source>Keep {what}</source>
        <translation>{what} behalten</translation>
    </message>
    <message>
        <location filename="gui/views.py"/>
        <source>View “{name}” replaced.</source>
        <translation>Ansicht „{name}“ ersetzt.</translation>
    </message>
    <message>
        <location filename="gui/views.py"/>
        <source>View “{name}” saved.</source>
        <translation>Ansicht „{name}“ gespeichert.</translation>
    </message>
    <message>
        <location filename="gui/views.py"/>
        <source>View “{old}” is called “{new}” now.</source>
        <translation>Ansicht „{old}“ heißt jetzt „{new}“.</translation>
    </message>
    <message>
        <location filename="gui/views.py"/>
        <source>The project is open for reading only; views stay as they are.</source>
        <translation>Das Projekt ist nur zum Lesen geöffnet; Ansichten bleiben, wie sie sind.</translation>
    </message>
    <message>
        <location filename="gui/views.py"/>
        <source>View “{name}” deleted.</source>
        <translation>Ansicht „{name}“ gelöscht.</translation>
    </message>
    <message>
        <location filename="gui/views.py"/>
        <source>There is a view “{name}” already.</source>
        <translation>Eine Ansicht „{name}“ gibt es schon.</translation>
    </message>
    <message>
        <location filename="gui/what_if_box.py"/>
        <source>Look</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <location filename="gui/what_if_box.py"/>
        <source>Put aside</source>
        <translation>Beiseitelegen</translation>
    </message>
    <message>
        <location filename="gui/what_if_box.py"/>
        <location filename="gui/what_ifs.py"/>
        <source>{reviewer}: {what}</source>
        <translation>{reviewer}: {what}</translation>
    </message>
    <message>
        <location filename="gui/what_if_box.py"/>
        <source>Look at the picture: {what}</source>
        <translation>Bild ansehen: {what}</translation>
    </message>
    <message>
        <location filename="gui/what_if_box.py"/>
        <source>Put aside: {what}</source>
        <translation>Beiseitelegen: {what}</translation>
    </message>
    <message>
        <location filename="gui/what_if_card.py"/>
        <source>What lies in its place</source>
        <translation>Was an seine Stelle kommt</translation>
    </message>
    <message>
        <location filename="gui/what_if_card.py"/>
        <source>Both regions together</source>
        <translation>Beide Bereiche zusammen</translation>
    </message>
    <message>
        <location filename="gui/what_if_card.py"/>
        <source>All {n} regions together</source>
        <translation>Alle {n} Bereiche zusammen</translation>
    </message>
    <message>
        <location filename="gui/what_if_card.py"/>
        <source>Take away region</source>
        <translation>Bereich wegnehmen</translation>
    </message>
    <message>
        <location filename="gui/what_if_card.py"/>
        <source>Take away {n} regions</source>
        <translation>{n} Bereiche wegnehmen</translation>
    </message>
    <message>
        <location filename="gui/what_if_card.py"/>
        <source>Keep only it</source>
        <translation>Nur ihn behalten</translation>
    </message>
    <message>
        <location filename="gui/what_if_card.py"/>
        <source>Keep only these</source>
        <translation>Nur diese behalten</translation>
    </message>
    <message>
        <location filename="gui/what_if_card.py"/>
        <source>Keep only</source>
        <translation>Nur dies behalten</translation>
    </message>
    <message>
        <location filename="gui/what_if_card.py"/>
        <source>Back to the image</source>
        <translation>Zurück zum Bild</translation>
    </message>
    <message>
        <location filename="gui/what_if_card.py"/>
        <source>Look at the picture</source>
        <translation>Bild ansehen</translation>
    </message>
    <message>
        <location filename="gui/what_if_words.py"/>
        <source>Mean colour</source>
        <translation>Mittelfarbe</translation>
    </message>
    <message>
        <location filename="gui/what_if_words.py"/>
        <source>Blur</source>
        <translation>Unschärfe</translation>
    </message>
    <message>
        <location filename="gui/what_if_words.py"/>
        <source>Inpainting</source>
        <translation>Inpainting</translation>
    </message>
    <message>
        <location filename="gui/what_if_words.py"/>
        <source>The colour that says nothing to the model: its own mean.</source>
        <translation>Die Farbe, die dem Modell nichts sagt: sein eigener Mittelwert.</translation>
    </message>
    <message>
        <location filename="gui/what_if_words.py"/>
        <source>The image itself, blurred so widely that what was there is gone.</source>
        <translation>Das Bild selbst, so weit verwischt, dass nichts bleibt von dem, was da war.</translation>
    </message>
    <message>
        <location filename="gui/what_if_words.py"/>
        <source>What lies around, carried on (OpenCV, Telea).</source>
        <translation>Was ringsum liegt, fortgesetzt (OpenCV, Telea).</translation>
    </message>
    <message>
        <location filename="gui/what_if_words.py"/>
        <source>mean colour</source>
        <translation>Mittelfarbe</translation>
    </message>
    <message>
        <location filename="gui/what_if_words.py"/>
        <source>blur</source>
        <translation>Unschärfe</translation>
    </message>
    <message>
        <location filename="gui/what_if_words.py"/>
        <source>inpainting</source>
        <translation>Inpainting</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/what_if_words.py"/>
        <source>{n} regions alone</source>
        <extracomment>For 1, in English: The region alone</extracomment>
        <translation><numerusform>Der Bereich allein</numerusform><numerusform>{n} Bereiche allein</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="gui/what_if_words.py"/>
        <source>Without {n} regions</source>
        <extracomment>For 1, in English: Without the region</extracomment>
        <translation><numerusform>Ohne den Bereich</numerusform><numerusform>Ohne {n} Bereiche</numerusform></translation>
    </message>
    <message>
        <location filename="gui/what_if_words.py"/>
        <source>The prediction changes from {before}, {then}, to {after}, {now}.</source>
        <translation>Die Vorhersage wechselt von {before}, {then}, zu {after}, {now}.</translation>
    </message>
    <message>
        <location filename="gui/what_if_words.py"/>
        <source>The prediction stays {before}: {then} before, {now} after.</source>
        <translation>Die Vorhersage bleibt {before}: {then} vorher, {now} nachher.</translation>
    </message>
    <message>
        <location filename="gui/what_if_words.py"/>
        <source>{share} hidden</source>
        <translation>{share} verdeckt</translation>
    </message>
    <message>
        <location filename="gui/what_if_words.py"/>
        <source>log-odds {change}</source>
        <translation>Log-Odds {change}</translation>
    </message>
    <message>
        <location filename="gui/what_if_words.py"/>
        <source>{label} {then} → {now}</source>
        <translation>{label} {then} → {now}</translation>
    </message>
    <message>
        <location filename="gui/what_ifs.py"/>
        <source>nothing to ask here: this image has no explanation</source>
        <translation>hier ist nichts zu fragen: Dieses Bild hat keine Erklärung</translation>
    </message>
    <message>
        <location filename="gui/what_ifs.py"/>
        <source>Being asked…</source>
        <translation>Wird gefragt…</translation>
    </message>
    <message>
        <location filename="gui/what_ifs.py"/>
        <source>Being asked, with the model of this run…</source>
        <translation>Das Modell dieses Laufs wird gefragt…</translation>
    </message>
    <message>
        <location filename="gui/what_ifs.py"/>
        <source>The model said {answer}, but that could not be kept. {why}</source>
        <translation>Das Modell sagte {answer}, aber das konnte nicht aufbewahrt werden. {why}</translation>
    </message>
    <message>
        <location filename="gui/what_ifs.py"/>
        <source>Ask again</source>
        <translation>Noch einmal fragen</translation>
    </message>
    <message>
        <location filename="gui/what_ifs.py"/>
        <source>{image}: {what}: {answer}.</source>
        <translation>{image}: {what}: {answer}.</translation>
    </message>
    <message>
        <location filename="gui/what_ifs.py"/>
        <source>this Hansel cannot make that picture again</source>
        <translation>dieses Hansel kann jenes Bild nicht noch einmal herstellen</translation>
    </message>
    <message>
        <location filename="gui/what_ifs.py"/>
        <source>no what-if is at hand</source>
        <translation>keine Antwort liegt vor</translation>
    </message>
    <message>
        <location filename="gui/what_ifs.py"/>
        <source>only who asked can put it aside</source>
        <translation>nur wer gefragt hat, kann es beiseitelegen</translation>
    </message>
    <message>
        <location filename="gui/what_ifs.py"/>
        <source>what-if put aside; undo brings it back</source>
        <translation>Was-wäre-wenn beiseitegelegt; Rückgängig holt es zurück</translation>
    </message>
    <message>
        <location filename="gui/what_ifs.py"/>
        <source>being asked already</source>
        <translation>wird schon gefragt</translation>
    </message>
    <message>
        <location filename="gui/what_ifs.py"/>
        <source>draw a region first ({key}), then ask what the model says without it</source>
        <translation>zuerst einen Bereich zeichnen ({key}), dann fragen, was das Modell ohne ihn sagt</translation>
    </message>
    <message>
        <location filename="gui/what_ifs.py"/>
        <source>in its place: {filling}</source>
        <translation>an seiner Stelle: {filling}</translation>
    </message>
    <message>
        <location filename="gui/what_ifs.py"/>
        <source>nothing was taken away here yet</source>
        <translation>hier wurde noch nichts weggenommen</translation>
    </message>
    <message>
        <location filename="gui/what_ifs.py"/>
        <source>as drawn then</source>
        <translation>wie damals gezeichnet</translation>
    </message>
    <message>
        <location filename="gui/why.py"/>
        <source>It was explained while the maps were compared. Ask again.</source>
        <translation>Es wurde erklärt, während die Karten verglichen wurden. Bitte noch einmal fragen.</translation>
    </message>
    <message>
        <location filename="gui/why.py"/>
        <source>Comparing the maps… {done} of {all}</source>
        <translation>Karten werden verglichen… {done} von {all}</translation>
    </message>
    <message>
        <location filename="gui/why_box.py"/>
        <source>{place}, of those explained so far</source>
        <translation>{place}, unter den bisher erklärten</translation>
    </message>
    <message>
        <location filename="gui/why_words.py"/>
        <source>Nothing about it is unusual:</source>
        <translation>Nichts daran ist ungewöhnlich:</translation>
    </message>
    <message>
        <location filename="gui/why_words.py"/>
        <source>In this run usually {low} to {high}, median {middle}; it is the {nth} highest of {all}.</source>
        <translation>In diesem Lauf meist {low} bis {high}, Median {middle}; der Wert steht an {nth} Stelle von {all}.</translation>
    </message>
    <message>
        <location filename="gui/why_words.py"/>
        <source>Its map cannot be read, so nothing is known of it. Such images come last.</source>
        <translation>Seine Karte ist nicht lesbar, darum ist nichts darüber bekannt. Solche Bilder kommen zuletzt.</translation>
    </message>
    <message>
        <location filename="gui/why_words.py"/>
        <source>Nothing is known of its map: it is empty.</source>
        <translation>Über seine Karte ist nichts bekannt: Sie ist leer.</translation>
    </message>
    <message>
        <location filename="gui/why_words.py"/>
        <source>Both of its figures are unusual:</source>
        <translation>Beide Werte sind ungewöhnlich:</translation>
    </message>
    <message>
        <location filename="gui/why_words.py"/>
        <source>{share} of its energy is on the border.</source>
        <translation>{share} seiner Energie liegt auf dem Rand.</translation>
    </message>
    <message>
        <location filename="gui/why_words.py"/>
        <source>{share} away from where the run's maps usually lie.</source>
        <translation>{share} entfernt von dort, wo die Karten des Laufs meist liegen.</translation>
    </message>
    <message>
        <location filename="gui/why_words.py"/>
        <source>{share} of its energy is off the object.</source>
        <translation>{share} seiner Energie liegt neben dem Objekt.</translation>
    </message>
    <message>
        <location filename="gui/why_words.py"/>
        <source>In this run usually {low} to {high}, median {middle}; it is the highest of {all}.</source>
        <translation>In diesem Lauf meist {low} bis {high}, Median {middle}; es ist der höchste Wert von {all}.</translation>
    </message>
    <message>
        <location filename="gui/why_words.py"/>
        <source>Among the {n} predicted as {label}, {low} to {high}, median {middle}.</source>
        <translation>Unter den {n} als {label} vorhergesagten {low} bis {high}, Median {middle}.</translation>
    </message>
    <message>
        <location filename="gui/why_words.py"/>
        <source>Look whether the map lies on what should count.</source>
        <translation>Bitte ansehen, ob die Karte auf dem liegt, was zählen soll.</translation>
    </message>
    <message>
        <location filename="gui/why_words.py"/>
        <source>That does not make it sound: a net that always looks at the same wrong thing is usual everywhere.</source>
        <translation>Stimmig ist es damit nicht: Ein Netz, das immer auf dasselbe Falsche sieht, ist überall gewöhnlich.</translation>
    </message>
    <message>
        <location filename="gui/why_words.py"/>
        <source>The figures tell where the map lies. They do not tell whether the prediction is right, nor why the model looks there; that is for your eyes and, for a region, for What if.</source>
        <translation>Die Werte sagen, wo die Karte liegt. Sie sagen nicht, ob die Vorhersage stimmt, und nicht, warum das Modell dorthin sieht; das zeigen Ihre Augen und, für einen Bereich, „Was wäre, wenn“.</translation>
    </message>
    <message>
        <location filename="gui/why_words.py"/>
        <source>{nth} of {all} in Most suspicious first</source>
        <translation>An {nth} Stelle von {all} in „Verdächtigste zuerst“</translation>
    </message>
    <message>
        <location filename="gui/why_words.py"/>
        <source>One of its figures is unusual:</source>
        <translation>Einer seiner Werte ist ungewöhnlich:</translation>
    </message>
    <message>
        <location filename="gui/why_words.py"/>
        <source>Its only figure is unusual:</source>
        <translation>Sein einziger Wert ist ungewöhnlich:</translation>
    </message>
    <message>
        <location filename="gui/why_words.py"/>
        <source>The place is the mean of its ranks by these figures, among all maps of the run. Unusual is: on the border from {border} on and {b} times the run's median, away from the others from {apart} on and {a} times, off the object from {off} on and not below the median. The place does not go by the class: where a class is told by its stamp, most of its maps lie on the stamp, and it would seem usual.</source>
        <translation>Die Stelle ist das Mittel der Ränge nach diesen Werten unter allen Karten des Laufs. Ungewöhnlich ist: auf dem Rand ab {border} und ab dem {b}-Fachen des Medians des Laufs, entfernt von den anderen ab {apart} und ab dem {a}-Fachen, neben dem Objekt ab {off} und nicht unter dem Median. Die Stelle richtet sich nicht nach der Klasse: Wo eine Klasse an ihrem Stempel erkannt wird, liegen die meisten ihrer Karten auf dem Stempel, und er schiene gewöhnlich.</translation>
    </message>
    <message>
        <location filename="gui/why_words.py"/>
        <source>All {n} of its figures are unusual:</source>
        <translation>Alle {n} Werte sind ungewöhnlich:</translation>
    </message>
    <message>
        <location filename="gui/why_words.py"/>
        <source>{n} of its {all} figures are unusual:</source>
        <translation>{n} seiner {all} Werte sind ungewöhnlich:</translation>
    </message>
    <message>
        <location filename="gui/window.py"/>
        <source>{done} of {total} reviewed</source>
        <translation>{done} von {total} begutachtet</translation>
    </message>
    <message>
        <location filename="gui/window.py"/>
        <source>Who reviews?</source>
        <translation>Wer begutachtet?</translation>
    </message>
    <message>
        <location filename="gui/window.py"/>
        <source>The log is at {path}.</source>
        <translation>Das Protokoll liegt unter {path}.</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/words.py"/>
        <source>{n} steps</source>
        <extracomment>For 1, in English: 1 step</extracomment>
        <translation><numerusform>{n} Schritt</numerusform><numerusform>{n} Schritte</numerusform></translation>
    </message>
    <message>
        <location filename="gui/words.py"/>
        <source>1,234.5</source>
        <extracomment>one thousand two hundred thirty-four and a half, with the separators of the language.</extracomment>
        <translation>1.234,5</translation>
    </message>
    <message>
        <location filename="gui/words.py"/>
        <source>{dd} {month} {yyyy}</source>
        <translation>{dd}.{mm}.{yyyy}</translation>
    </message>
    <message>
        <location filename="gui/words.py"/>
        <source>{dd} {month} {yyyy}, {time}</source>
        <translation>{dd}.{mm}.{yyyy}, {time}</translation>
    </message>
    <message>
        <location filename="gui/words.py"/>
        <source>{dd} {month} {time}</source>
        <translation>{dd}.{mm}. {time}</translation>
    </message>
    <message>
        <location filename="gui/words.py"/>
        <source>a moment left</source>
        <translation>noch einen Moment</translation>
    </message>
    <message>
        <location filename="gui/words.py"/>
        <source>about {n} h left</source>
        <translation>noch etwa {n} Std.</translation>
    </message>
    <message>
        <location filename="gui/words.py"/>
        <source>{n} h</source>
        <translation>{n} Std.</translation>
    </message>
    <message>
        <location filename="gui/words.py"/>
        <source>{n}th</source>
        <translation>{n}.</translation>
    </message>
    <message>
        <location filename="gui/words.py"/>
        <source>about {n} s left</source>
        <translation>noch etwa {n} s</translation>
    </message>
    <message>
        <location filename="gui/words.py"/>
        <source>about {n} min left</source>
        <translation>noch etwa {n} Min.</translation>
    </message>
    <message>
        <location filename="gui/words.py"/>
        <source>{n} min</source>
        <translation>{n} Min.</translation>
    </message>
    <message>
        <location filename="gui/words.py"/>
        <source>{n}st</source>
        <translation>{n}.</translation>
    </message>
    <message>
        <location filename="gui/words.py"/>
        <source>{n}nd</source>
        <translation>{n}.</translation>
    </message>
    <message>
        <location filename="gui/words.py"/>
        <source>{n}rd</source>
        <translation>{n}.</translation>
    </message>
</context>
<context>
    <name>hansel-said</name>
    <message>
        <location filename="db/backup.py"/>
        <source>A copy of the database of {name} was checked and is damaged ({detail}).</source>
        <translation>Eine Kopie der Datenbank von {name} wurde geprüft und ist beschädigt ({detail}).</translation>
    </message>
    <message>
        <location filename="db/backup.py"/>
        <source>It was thrown away; the backups made before are kept.</source>
        <translation>Sie wurde verworfen; die früheren Sicherungen sind erhalten.</translation>
    </message>
    <message>
        <location filename="db/backup.py"/>
        <source>Close the project, then restore it from one of them: hansel restore {name}.</source>
        <translation>Bitte das Projekt schließen und aus einer davon wiederherstellen: hansel restore {name}.</translation>
    </message>
    <message>
        <location filename="db/backup.py"/>
        <source>{database} is not a database of a Hansel project.</source>
        <translation>{database} ist keine Datenbank eines Hansel-Projekts.</translation>
    </message>
    <message>
        <location filename="db/backup.py"/>
        <location filename="db/faults.py"/>
        <location filename="db/migrate.py"/>
        <location filename="db/opening.py"/>
        <location filename="db/relink.py"/>
        <location filename="db/restore.py"/>
        <location filename="engine/rerun.py"/>
        <source>Nothing was changed.</source>
        <translation>Es wurde nichts geändert.</translation>
    </message>
    <message>
        <location filename="db/backup.py"/>
        <source>No backup of {project} was made: it needs {megabytes}, and its disk has {megabytes2} free.</source>
        <translation>Von {project} wurde keine Sicherung angelegt: Sie braucht {megabytes}, und auf dem Datenträger sind {megabytes2} frei.</translation>
    </message>
    <message>
        <location filename="db/backup.py"/>
        <source>The project itself and its older backups are kept.</source>
        <translation>Das Projekt selbst und seine älteren Sicherungen sind erhalten.</translation>
    </message>
    <message>
        <location filename="db/backup.py"/>
        <source>Free some space; the next backup is tried within the hour and on closing.</source>
        <translation>Bitte Platz schaffen; die nächste Sicherung wird binnen einer Stunde und beim Schließen versucht.</translation>
    </message>
    <message>
        <location filename="db/bundle.py"/>
        <source>The history of {name} is not in order: {fault} Nothing was written, as no other project would take it. hansel verify {name} tells more.</source>
        <translation>Der Verlauf von {name} ist nicht in Ordnung: {fault} Es wurde nichts geschrieben, da kein anderes Projekt es annähme. hansel verify {name} sagt mehr.</translation>
    </message>
    <message>
        <location filename="db/bundle.py"/>
        <source>{path} is open for reading only.</source>
        <translation>{path} ist nur zum Lesen geöffnet.</translation>
    </message>
    <message>
        <location filename="db/bundle.py"/>
        <source>There is no run {number} in {path}.</source>
        <translation>In {path} gibt es keinen Lauf {number}.</translation>
    </message>
    <message>
        <location filename="db/bundle.py"/>
        <source>Nothing was written.</source>
        <translation>Es wurde nichts geschrieben.</translation>
    </message>
    <message>
        <location filename="db/bundle.py"/>
        <source>There is nothing to export: {path} has no reviews.</source>
        <translation>Es gibt nichts zu exportieren: {path} hat keine Begutachtungen.</translation>
    </message>
    <message>
        <location filename="db/bundle.py"/>
        <source>With --run N a run travels without reviews.</source>
        <translation>Mit --run N reist ein Lauf ohne Begutachtungen.</translation>
    </message>
    <message>
        <location filename="db/bundle.py"/>
        <source>There is no folder {parent}.</source>
        <translation>Einen Ordner {parent} gibt es nicht.</translation>
    </message>
    <message>
        <location filename="db/bundle.py"/>
        <location filename="db/bundle_file.py"/>
        <location filename="db/restore.py"/>
        <location filename="engine/layouts/common.py"/>
        <location filename="engine/layouts/folder.py"/>
        <location filename="engine/model_file.py"/>
        <source>Check the path.</source>
        <translation>Bitte den Pfad prüfen.</translation>
    </message>
    <message>
        <location filename="db/bundle.py"/>
        <source>{out} is a folder.</source>
        <translation>{out} ist ein Ordner.</translation>
    </message>
    <message>
        <location filename="db/bundle.py"/>
        <location filename="db/clusters.py"/>
        <location filename="db/opening.py"/>
        <source>Choose another name.</source>
        <translation>Bitte einen anderen Namen wählen.</translation>
    </message>
    <message>
        <location filename="db/bundle.py"/>
        <source>{out} is there already.</source>
        <translation>{out} gibt es schon.</translation>
    </message>
    <message>
        <location filename="db/bundle.py"/>
        <source>Choose another name, or add --force.</source>
        <translation>Bitte einen anderen Namen wählen oder --force angeben.</translation>
    </message>
    <message>
        <location filename="db/bundle.py"/>
        <source>{name} has no reviews in this project; {there} has.</source>
        <translation>{name} hat in diesem Projekt keine Begutachtungen; {there} schon.</translation>
    </message>
    <message>
        <location filename="db/bundle.py"/>
        <source>The rows of {bundle} contradict each other.</source>
        <translation>Die Zeilen von {bundle} widersprechen einander.</translation>
    </message>
    <message>
        <location filename="db/bundle.py"/>
        <location filename="db/bundle_merge.py"/>
        <source>Export it again.</source>
        <translation>Bitte noch einmal exportieren.</translation>
    </message>
    <message>
        <location filename="db/bundle_file.py"/>
        <source>{what} cannot be taken in: {what2}.</source>
        <translation>{what} kann nicht übernommen werden: {what2}.</translation>
    </message>
    <message>
        <location filename="db/bundle_file.py"/>
        <source>Have it exported or sent again.</source>
        <translation>Bitte noch einmal exportieren oder schicken lassen.</translation>
    </message>
    <message>
        <location filename="db/bundle_file.py"/>
        <source>{what} is a zip file, but no bundle of Hansel.</source>
        <translation>{what} ist eine ZIP-Datei, aber kein Bündel von Hansel.</translation>
    </message>
    <message>
        <location filename="db/bundle_file.py"/>
        <source>There is no file {file}.</source>
        <translation>Eine Datei {file} gibt es nicht.</translation>
    </message>
    <message>
        <location filename="db/bundle_file.py"/>
        <source>{what} was written by a newer Hansel ({found}).</source>
        <translation>{what} wurde von einem neueren Hansel geschrieben ({found}).</translation>
    </message>
    <message>
        <location filename="db/bundle_file.py"/>
        <source>Update Hansel here.</source>
        <translation>Bitte Hansel hier aktualisieren.</translation>
    </message>
    <message>
        <location filename="db/bundle_file.py"/>
        <source>{what} was written by an older Hansel ({found}).</source>
        <translation>{what} wurde von einem älteren Hansel geschrieben ({found}).</translation>
    </message>
    <message>
        <location filename="db/bundle_file.py"/>
        <source>Update Hansel there, and export again.</source>
        <translation>Bitte Hansel dort aktualisieren und noch einmal exportieren.</translation>
    </message>
    <message>
        <location filename="db/bundle_file.py"/>
        <source>{file} is not a zip file, or was cut short, so it is no whole bundle.</source>
        <translation>{file} ist keine ZIP-Datei oder wurde abgeschnitten, also kein ganzes Bündel.</translation>
    </message>
    <message>
        <location filename="db/bundle_file.py"/>
        <source>Have it sent again.</source>
        <translation>Bitte noch einmal schicken lassen.</translation>
    </message>
    <message>
        <location filename="db/bundle_maps.py"/>
        <source>The map file {relative} in {project} could not be read.</source>
        <translation>Die Kartendatei {relative} in {project} konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <location filename="db/bundle_maps.py"/>
        <source>The map of explanation {row} was altered: its hash is not the one kept.</source>
        <translation>Die Karte der Erklärung {row} wurde verändert: Ihr Hash ist nicht der aufbewahrte.</translation>
    </message>
    <message>
        <location filename="db/bundle_maps.py"/>
        <source>The map of explanation {row} is not a picture of numbers.</source>
        <translation>Die Karte der Erklärung {row} ist kein Bild aus Zahlen.</translation>
    </message>
    <message>
        <location filename="db/bundle_maps.py"/>
        <source>The map of explanation {row} is not a map file.</source>
        <translation>Die Karte der Erklärung {row} ist keine Kartendatei.</translation>
    </message>
    <message>
        <location filename="db/bundle_merge.py"/>
        <source>A run is going on in this project.</source>
        <translation>In diesem Projekt läuft gerade ein Audit.</translation>
    </message>
    <message>
        <location filename="db/bundle_merge.py"/>
        <source>Merge when it is over.</source>
        <translation>Bitte danach zusammenführen.</translation>
    </message>
    <message>
        <location filename="db/bundle_merge.py"/>
        <source>The bundle refers to a {what} that it does not hold ({name}).</source>
        <translation>Das Bündel verweist auf {what} ({name}), das es nicht enthält.</translation>
    </message>
    <message>
        <location filename="db/bundle_merge.py"/>
        <source>The run {line} is in this project with other values: one was changed.</source>
        <translation>Der Lauf {line} steht in diesem Projekt mit anderen Werten: Einer wurde geändert.</translation>
    </message>
    <message>
        <location filename="db/bundle_rows.py"/>
        <source>Line {number} of {name}.jsonl in the bundle is not what it should be: {what}.</source>
        <translation>Zeile {number} von {name}.jsonl im Bündel ist nicht, wie sie sein sollte: {what}.</translation>
    </message>
    <message>
        <location filename="db/cluster_state.py"/>
        <source>A cluster's name is one line of 1 to {most_name} characters.</source>
        <translation>Der Name eines Clusters ist eine Zeile von 1 bis {most_name} Zeichen.</translation>
    </message>
    <message>
        <location filename="db/cluster_state.py"/>
        <location filename="db/clusters.py"/>
        <location filename="db/together.py"/>
        <location filename="db/what_ifs.py"/>
        <source>Nothing was saved.</source>
        <translation>Es wurde nichts gespeichert.</translation>
    </message>
    <message>
        <location filename="db/cluster_state.py"/>
        <source>The named clusters are not what the history adds up to.</source>
        <translation>Die benannten Cluster sind nicht, was der Verlauf ergibt.</translation>
    </message>
    <message>
        <location filename="db/clusters.py"/>
        <source>Another cluster of run {run_id} is called {called}.</source>
        <translation>Ein anderer Cluster von Lauf {run_id} heißt {called}.</translation>
    </message>
    <message>
        <location filename="db/clusters.py"/>
        <source>A name is given by a person: say whose it is.</source>
        <translation>Ein Name wird von einer Person vergeben: bitte sagen, von welcher.</translation>
    </message>
    <message>
        <location filename="db/clusters.py"/>
        <source>This cluster has no name any more; it may have been taken away meanwhile.</source>
        <translation>Dieser Cluster hat keinen Namen mehr; vielleicht wurde er inzwischen entfernt.</translation>
    </message>
    <message>
        <location filename="db/clusters.py"/>
        <location filename="db/lists.py"/>
        <source>There is no such run in this project.</source>
        <translation>Einen solchen Lauf gibt es in diesem Projekt nicht.</translation>
    </message>
    <message>
        <location filename="db/clusters.py"/>
        <source>These are not explanations of one class of that run.</source>
        <translation>Das sind keine Erklärungen einer Klasse dieses Laufs.</translation>
    </message>
    <message>
        <location filename="db/comparing.py"/>
        <source>Both runs are the same.</source>
        <translation>Beide Läufe sind derselbe.</translation>
    </message>
    <message>
        <location filename="db/comparing.py"/>
        <source>Name two runs of the project.</source>
        <translation>Bitte zwei Läufe des Projekts nennen.</translation>
    </message>
    <message>
        <location filename="db/comparing.py"/>
        <source>Runs {first} and {second} have explained no image both: there is nothing to compare.</source>
        <translation>Die Läufe {first} und {second} haben kein Bild gemeinsam erklärt: Es gibt nichts zu vergleichen.</translation>
    </message>
    <message>
        <location filename="db/faults.py"/>
        <source>Everything that was saved before is kept.</source>
        <translation>Alles vorher Gespeicherte ist erhalten.</translation>
    </message>
    <message>
        <location filename="db/faults.py"/>
        <source>Restore it from a backup (hansel restore {name}).</source>
        <translation>Bitte aus einer Sicherung wiederherstellen (hansel restore {name}).</translation>
    </message>
    <message>
        <location filename="db/faults.py"/>
        <source>The disk that holds {name} is full.</source>
        <translation>Der Datenträger mit {name} ist voll.</translation>
    </message>
    <message>
        <location filename="db/faults.py"/>
        <source>Free some space, then go on.</source>
        <translation>Bitte Platz schaffen und dann weitermachen.</translation>
    </message>
    <message>
        <location filename="db/faults.py"/>
        <source>{name} cannot be written: this user may not, or the disk is read-only.</source>
        <translation>{name} ist nicht beschreibbar: Dieser Benutzer darf es nicht, oder der Datenträger ist schreibgeschützt.</translation>
    </message>
    <message>
        <location filename="db/faults.py"/>
        <source>Copy it to a place where you may write, or only read it (hansel report, hansel verify).</source>
        <translation>Bitte dorthin kopieren, wo Schreiben erlaubt ist, oder nur lesen (hansel report, hansel verify).</translation>
    </message>
    <message>
        <location filename="db/faults.py"/>
        <source>The database of {name} is damaged: {detail}.</source>
        <translation>Die Datenbank von {name} ist beschädigt: {detail}.</translation>
    </message>
    <message>
        <location filename="db/faults.py"/>
        <source>audit.sqlite in {name} is not a database: it was overwritten or damaged.</source>
        <translation>audit.sqlite in {name} ist keine Datenbank: Sie wurde überschrieben oder beschädigt.</translation>
    </message>
    <message>
        <location filename="db/faults.py"/>
        <source>The log of the last writes of {name} (audit.sqlite-wal) is damaged, and what was saved last may be in it.</source>
        <translation>Das Protokoll der letzten Schreibvorgänge von {name} (audit.sqlite-wal) ist beschädigt, und das zuletzt Gespeicherte kann darin stehen.</translation>
    </message>
    <message>
        <location filename="db/faults.py"/>
        <source>To go on without the last writes, move that file to another place first.</source>
        <translation>Um ohne die letzten Schreibvorgänge weiterzumachen, jene Datei zuerst an einen anderen Ort verschieben.</translation>
    </message>
    <message>
        <location filename="db/faults.py"/>
        <source>The database of {name} is held by another program.</source>
        <translation>Die Datenbank von {name} wird von einem anderen Programm festgehalten.</translation>
    </message>
    <message>
        <location filename="db/faults.py"/>
        <source>Close that program, then try again.</source>
        <translation>Bitte jenes Programm schließen und es noch einmal versuchen.</translation>
    </message>
    <message>
        <location filename="db/faults.py"/>
        <source>The database of {name} is locked, or its network drive cannot lock files.</source>
        <translation>Die Datenbank von {name} ist gesperrt, oder ihr Netzlaufwerk kann keine Dateien sperren.</translation>
    </message>
    <message>
        <location filename="db/faults.py"/>
        <source>Close other programs that use it; if there are none, copy the project to a local disk and work there.</source>
        <translation>Bitte andere Programme schließen, die sie benutzen; gibt es keine, das Projekt auf einen lokalen Datenträger kopieren und dort arbeiten.</translation>
    </message>
    <message>
        <location filename="db/faults.py"/>
        <source>{name} was not closed in the usual way, and cannot be put in order where it may only be read.</source>
        <translation>{name} wurde nicht auf die übliche Art geschlossen und kann nicht in Ordnung gebracht werden, wo nur gelesen werden darf.</translation>
    </message>
    <message>
        <location filename="db/faults.py"/>
        <source>Open it once with the right to write, or copy it to a place where you may.</source>
        <translation>Bitte einmal mit Schreibrecht öffnen oder dorthin kopieren, wo Sie es haben.</translation>
    </message>
    <message>
        <location filename="db/faults.py"/>
        <source>{name} was moved, renamed or deleted while it was open.</source>
        <translation>{name} wurde verschoben, umbenannt oder gelöscht, während es geöffnet war.</translation>
    </message>
    <message>
        <location filename="db/faults.py"/>
        <source>What was saved went with it.</source>
        <translation>Was gespeichert wurde, ist mitgegangen.</translation>
    </message>
    <message>
        <location filename="db/faults.py"/>
        <source>Open it at its new place.</source>
        <translation>Bitte am neuen Ort öffnen.</translation>
    </message>
    <message>
        <location filename="db/faults.py"/>
        <source>The memory of this machine is full, so {name} could not be read or written.</source>
        <translation>Der Speicher dieses Rechners ist voll, darum konnte {name} nicht gelesen oder geschrieben werden.</translation>
    </message>
    <message>
        <location filename="db/faults.py"/>
        <source>Close other programs.</source>
        <translation>Bitte andere Programme schließen.</translation>
    </message>
    <message>
        <location filename="db/faults.py"/>
        <source>The disk that holds {name} reported a fault: {detail}.</source>
        <translation>Der Datenträger mit {name} meldete einen Fehler: {detail}.</translation>
    </message>
    <message>
        <location filename="db/faults.py"/>
        <source>Check the disk, then try again.</source>
        <translation>Bitte den Datenträger prüfen und es noch einmal versuchen.</translation>
    </message>
    <message>
        <location filename="db/faults.py"/>
        <source>SQLite cannot lock or share memory where {name} lies ({detail}); this is usual on network drives.</source>
        <translation>Wo {name} liegt, kann SQLite nicht sperren oder Speicher teilen ({detail}); das ist auf Netzlaufwerken üblich.</translation>
    </message>
    <message>
        <location filename="db/faults.py"/>
        <source>Keep the project on a local disk: copy it there, then open it.</source>
        <translation>Das Projekt gehört auf einen lokalen Datenträger: bitte dorthin kopieren und dann öffnen.</translation>
    </message>
    <message>
        <location filename="db/faults.py"/>
        <source>Too many files are open, so {name} could not be read or written.</source>
        <translation>Zu viele Dateien sind geöffnet, darum konnte {name} nicht gelesen oder geschrieben werden.</translation>
    </message>
    <message>
        <location filename="db/faults.py"/>
        <source>Close other programs, or raise the limit of open files (ulimit -n), then start again.</source>
        <translation>Bitte andere Programme schließen oder die Grenze offener Dateien anheben (ulimit -n) und neu starten.</translation>
    </message>
    <message>
        <location filename="db/faults.py"/>
        <source>A file of {name} may not grow any more: the disk's format or a limit of this user (ulimit -f) allows no larger one.</source>
        <translation>Eine Datei von {name} darf nicht weiter wachsen: Das Format des Datenträgers oder eine Grenze dieses Benutzers (ulimit -f) lässt keine größere zu.</translation>
    </message>
    <message>
        <location filename="db/faults.py"/>
        <source>Raise the limit, or copy the project to a disk with another format (not FAT32).</source>
        <translation>Bitte die Grenze anheben oder das Projekt auf einen Datenträger mit anderem Format kopieren (nicht FAT32).</translation>
    </message>
    <message>
        <location filename="db/faults.py"/>
        <source>The path of {name} is too long for its database.</source>
        <translation>Der Pfad von {name} ist für seine Datenbank zu lang.</translation>
    </message>
    <message>
        <location filename="db/faults.py"/>
        <source>Move the project to a folder with a shorter path.</source>
        <translation>Bitte das Projekt in einen Ordner mit kürzerem Pfad verschieben.</translation>
    </message>
    <message>
        <location filename="db/faults.py"/>
        <source>A file or folder of {name} is not there any more: {detail}.</source>
        <translation>Eine Datei oder ein Ordner von {name} ist nicht mehr da: {detail}.</translation>
    </message>
    <message>
        <location filename="db/faults.py"/>
        <source>Restore it, or restore from a backup.</source>
        <translation>Bitte zurückholen oder aus einer Sicherung wiederherstellen.</translation>
    </message>
    <message>
        <location filename="db/faults.py"/>
        <source>The database of {name} could not be opened: {detail}.</source>
        <translation>Die Datenbank von {name} konnte nicht geöffnet werden: {detail}.</translation>
    </message>
    <message>
        <location filename="db/faults.py"/>
        <source>Check the folder and its rights.</source>
        <translation>Bitte den Ordner und seine Rechte prüfen.</translation>
    </message>
    <message>
        <location filename="db/faults.py"/>
        <source>{name} does not have the tables that this Hansel reads ({detail}).</source>
        <translation>{name} hat nicht die Tabellen, die dieses Hansel liest ({detail}).</translation>
    </message>
    <message>
        <location filename="db/faults.py"/>
        <source>If a newer Hansel wrote it, update Hansel; otherwise restore it from a backup.</source>
        <translation>Hat ein neueres Hansel es geschrieben, bitte Hansel aktualisieren; sonst aus einer Sicherung wiederherstellen.</translation>
    </message>
    <message>
        <location filename="db/faults.py"/>
        <source>This Python brings SQLite {found}, and a project needs {needed} or newer.</source>
        <translation>Dieses Python bringt SQLite {found} mit, und ein Projekt braucht {needed} oder neuer.</translation>
    </message>
    <message>
        <location filename="db/faults.py"/>
        <source>Install Hansel with a newer Python.</source>
        <translation>Bitte Hansel mit einem neueren Python installieren.</translation>
    </message>
    <message>
        <location filename="db/faults.py"/>
        <source>Hansel met a fault of its own while it used {name}: {detail}.</source>
        <translation>Hansel stieß bei {name} auf einen eigenen Fehler: {detail}.</translation>
    </message>
    <message>
        <location filename="db/faults.py"/>
        <source>The log has the details.</source>
        <translation>Das Protokoll hat die Einzelheiten.</translation>
    </message>
    <message>
        <location filename="db/faults.py"/>
        <source>{name} could not be read or written: {detail}.</source>
        <translation>{name} konnte nicht gelesen oder geschrieben werden: {detail}.</translation>
    </message>
    <message>
        <location filename="db/history.py"/>
        <source>There is no such run in this project; nothing was signed off.</source>
        <translation>Einen solchen Lauf gibt es in diesem Projekt nicht; es wurde nichts abgezeichnet.</translation>
    </message>
    <message>
        <location filename="db/history.py"/>
        <source>There is no such explanation in this project; nothing was saved.</source>
        <translation>Eine solche Erklärung gibt es in diesem Projekt nicht; es wurde nichts gespeichert.</translation>
    </message>
    <message>
        <location filename="db/lists.py"/>
        <source>A list cannot be ordered by {order}.</source>
        <translation>Eine Liste lässt sich nicht nach {order} ordnen.</translation>
    </message>
    <message>
        <location filename="db/lists.py"/>
        <source>It can be by: {orders}.</source>
        <translation>Möglich ist: {orders}.</translation>
    </message>
    <message>
        <location filename="db/lists.py"/>
        <source>The run has no image at place {after}; the list cannot go on there.</source>
        <translation>Der Lauf hat an Stelle {after} kein Bild; die Liste kann dort nicht weitergehen.</translation>
    </message>
    <message>
        <location filename="db/lists.py"/>
        <source>Show it from its beginning.</source>
        <translation>Bitte von Anfang an zeigen.</translation>
    </message>
    <message>
        <location filename="db/lists.py"/>
        <source>Nobody called {name} has reviewed anything in this project.</source>
        <translation>Niemand namens {name} hat in diesem Projekt etwas begutachtet.</translation>
    </message>
    <message>
        <location filename="db/maps.py"/>
        <source>One explanation came twice in a batch; none of the batch was kept.</source>
        <translation>Eine Erklärung kam in einem Batch zweimal; aus dem Batch wurde nichts aufbewahrt.</translation>
    </message>
    <message>
        <location filename="db/maps.py"/>
        <source>A map holds values that are no numbers, or is no picture; it was not kept.</source>
        <translation>Eine Karte enthält Werte, die keine Zahlen sind, oder ist kein Bild; sie wurde nicht aufbewahrt.</translation>
    </message>
    <message>
        <location filename="db/maps.py"/>
        <source>The map file {relative} in {project} is not the one that was written: it was altered or damaged, so it is not shown.</source>
        <translation>Die Kartendatei {relative} in {project} ist nicht die geschriebene: Sie wurde verändert oder beschädigt und wird darum nicht gezeigt.</translation>
    </message>
    <message>
        <location filename="db/maps.py"/>
        <source>Compute it again, in the window or with hansel rerun PROJECT --missing, or restore it from a backup.</source>
        <translation>Bitte neu berechnen, im Fenster oder mit hansel rerun PROJECT --missing, oder aus einer Sicherung wiederherstellen.</translation>
    </message>
    <message>
        <location filename="db/maps.py"/>
        <source>The map file {relative} is missing from {project}.</source>
        <translation>Die Kartendatei {relative} fehlt in {project}.</translation>
    </message>
    <message>
        <location filename="db/maps.py"/>
        <source>The prediction and the reviews are kept.</source>
        <translation>Vorhersage und Begutachtungen sind erhalten.</translation>
    </message>
    <message>
        <location filename="db/maps.py"/>
        <source>Compute it again, in the window or with hansel rerun PROJECT --missing, or restore the file from a backup.</source>
        <translation>Bitte neu berechnen, im Fenster oder mit hansel rerun PROJECT --missing, oder die Datei aus einer Sicherung zurückholen.</translation>
    </message>
    <message>
        <location filename="db/mending.py"/>
        <source>The map computed now does not have the hash that was kept, so it was not put in its place.</source>
        <translation>Die jetzt berechnete Karte hat nicht den aufbewahrten Hash, darum wurde sie nicht eingesetzt.</translation>
    </message>
    <message>
        <location filename="db/mending.py"/>
        <source>Nothing was replaced.</source>
        <translation>Es wurde nichts ersetzt.</translation>
    </message>
    <message>
        <location filename="db/mending.py"/>
        <source>{path} is open for reading only; the map was not put back.</source>
        <translation>{path} ist nur zum Lesen geöffnet; die Karte wurde nicht eingesetzt.</translation>
    </message>
    <message>
        <location filename="db/mending.py"/>
        <source>The record names a file outside of the project's maps ({relative}); nothing was written.</source>
        <translation>Der Eintrag nennt eine Datei außerhalb der Karten des Projekts ({relative}); es wurde nichts geschrieben.</translation>
    </message>
    <message>
        <location filename="db/merge.py"/>
        <source>Nothing was taken in.</source>
        <translation>Es wurde nichts übernommen.</translation>
    </message>
    <message>
        <location filename="db/merge.py"/>
        <source>Before event {event} of {event2} something is missing from the history.</source>
        <translation>Vor Ereignis {event} von {event2} fehlt etwas im Verlauf.</translation>
    </message>
    <message>
        <location filename="db/merge.py"/>
        <source>Export the whole history again.</source>
        <translation>Bitte den ganzen Verlauf noch einmal exportieren.</translation>
    </message>
    <message>
        <location filename="db/merge.py"/>
        <source>The event {event} takes back one that is not there.</source>
        <translation>Das Ereignis {event} nimmt eines zurück, das nicht da ist.</translation>
    </message>
    <message>
        <location filename="db/merge.py"/>
        <source>{where} is not a review event of Hansel.</source>
        <translation>{where} ist kein Begutachtungsereignis von Hansel.</translation>
    </message>
    <message>
        <location filename="db/merge.py"/>
        <source>{where}, of {event}, was changed after it was written: its hash is not that of its content.</source>
        <translation>{where}, von {event}, wurde nach dem Schreiben verändert: Der Hash ist nicht der seines Inhalts.</translation>
    </message>
    <message>
        <location filename="db/merge.py"/>
        <source>A sign-off of {event} saw an event of {head} that is not there.</source>
        <translation>Eine Abzeichnung von {event} sah ein Ereignis von {head}, das nicht da ist.</translation>
    </message>
    <message>
        <location filename="db/merge.py"/>
        <source>Export the history of {head} along.</source>
        <translation>Bitte den Verlauf von {head} mit exportieren.</translation>
    </message>
    <message>
        <location filename="db/merge.py"/>
        <source>Two different events have the id {event}.</source>
        <translation>Zwei verschiedene Ereignisse haben die Kennung {event}.</translation>
    </message>
    <message>
        <location filename="db/merge.py"/>
        <source>The event {name} is in this project with other content: one was changed.</source>
        <translation>Das Ereignis {name} steht in diesem Projekt mit anderem Inhalt: Eines wurde verändert.</translation>
    </message>
    <message>
        <location filename="db/merge.py"/>
        <source>An event of {reviewer} is about {what} that this project does not have.</source>
        <translation>Ein Ereignis von {reviewer} handelt von {what}, das dieses Projekt nicht hat.</translation>
    </message>
    <message>
        <location filename="db/merge.py"/>
        <source>Merge a bundle instead: it carries the explanations along.</source>
        <translation>Bitte stattdessen ein Bündel zusammenführen: Es bringt die Erklärungen mit.</translation>
    </message>
    <message>
        <location filename="db/merge.py"/>
        <source>The event {later} takes back itself.</source>
        <translation>Das Ereignis {later} nimmt sich selbst zurück.</translation>
    </message>
    <message>
        <location filename="db/migrate.py"/>
        <source>{name} was written by a newer Hansel.</source>
        <translation>{name} wurde von einem neueren Hansel geschrieben.</translation>
    </message>
    <message>
        <location filename="db/migrate.py"/>
        <source>Update Hansel to go on with it; this version can only open it for reading.</source>
        <translation>Bitte Hansel aktualisieren, um damit weiterzumachen; diese Version kann es nur zum Lesen öffnen.</translation>
    </message>
    <message>
        <location filename="db/migrate.py"/>
        <source>{name} is from an older Hansel and must be upgraded, but rows of its table {broken} refer to nothing.</source>
        <translation>{name} stammt von einem älteren Hansel und muss umgestellt werden, aber Zeilen seiner Tabelle {broken} verweisen auf nichts.</translation>
    </message>
    <message>
        <location filename="db/migrate.py"/>
        <source>Restore it from a backup.</source>
        <translation>Bitte aus einer Sicherung wiederherstellen.</translation>
    </message>
    <message>
        <location filename="db/migrate.py"/>
        <source>{parent} is from an older Hansel and must be upgraded, but its database does not copy soundly.</source>
        <translation>{parent} stammt von einem älteren Hansel und muss umgestellt werden, aber seine Datenbank lässt sich nicht heil kopieren.</translation>
    </message>
    <message>
        <location filename="db/opening.py"/>
        <source>{name} is in use: a Hansel window or command is writing to it.</source>
        <translation>{name} ist in Benutzung: Ein Fenster oder Befehl von Hansel schreibt darin.</translation>
    </message>
    <message>
        <location filename="db/opening.py"/>
        <source>Work on in that window, wait for that command to end, or open the project for reading only.</source>
        <translation>Bitte in jenem Fenster weiterarbeiten, auf das Ende jenes Befehls warten oder das Projekt nur zum Lesen öffnen.</translation>
    </message>
    <message>
        <location filename="db/opening.py"/>
        <source>{were} taken in again from {journal}.</source>
        <translation>{were} aus {journal} wieder übernommen.</translation>
    </message>
    <message>
        <location filename="db/opening.py"/>
        <source>{wait} in {journal} for explanations that the database has lost.</source>
        <translation>{wait} in {journal} auf Erklärungen, die die Datenbank verloren hat.</translation>
    </message>
    <message>
        <location filename="db/opening.py"/>
        <source>Audit the folder again with the same model and settings, then open the project once more: they come in by themselves.</source>
        <translation>Bitte den Ordner mit demselben Modell und denselben Einstellungen noch einmal auditieren und dann das Projekt wieder öffnen: Sie kommen von selbst herein.</translation>
    </message>
    <message>
        <location filename="db/opening.py"/>
        <source>{folder} holds a database that is not Hansel's.</source>
        <translation>{folder} enthält eine Datenbank, die nicht von Hansel ist.</translation>
    </message>
    <message>
        <location filename="db/opening.py"/>
        <source>{folder} is a file, not a Hansel project.</source>
        <translation>{folder} ist eine Datei, kein Hansel-Projekt.</translation>
    </message>
    <message>
        <location filename="db/opening.py"/>
        <source>{folder} is a folder with other things in it, not a Hansel project.</source>
        <translation>{folder} ist ein Ordner mit anderem darin, kein Hansel-Projekt.</translation>
    </message>
    <message>
        <location filename="db/opening.py"/>
        <source>Choose another name, for example {stem}-audit.hansel.</source>
        <translation>Bitte einen anderen Namen wählen, zum Beispiel {stem}-audit.hansel.</translation>
    </message>
    <message>
        <location filename="db/opening.py"/>
        <source>The database of {folder} is gone, but its maps or backups are there.</source>
        <translation>Die Datenbank von {folder} ist weg, aber seine Karten oder Sicherungen sind da.</translation>
    </message>
    <message>
        <location filename="db/opening.py"/>
        <source>Go back to a backup: hansel restore {folder}.</source>
        <translation>Bitte zu einer Sicherung zurückgehen: hansel restore {folder}.</translation>
    </message>
    <message>
        <location filename="db/opening.py"/>
        <source>Verdicts are saved in the database, but their second copy, {journal}, cannot be written: {strerror}.</source>
        <translation>Urteile sind in der Datenbank gespeichert, aber ihre zweite Abschrift, {journal}, kann nicht geschrieben werden: {strerror}.</translation>
    </message>
    <message>
        <location filename="db/opening.py"/>
        <source>It is made up for as soon as there is room or right to write it.</source>
        <translation>Sie wird nachgeholt, sobald Platz oder Schreibrecht da ist.</translation>
    </message>
    <message>
        <location filename="db/queries.py"/>
        <source>There is no such explanation in this project.</source>
        <translation>Eine solche Erklärung gibt es in diesem Projekt nicht.</translation>
    </message>
    <message>
        <location filename="db/queries.py"/>
        <source>There is no such image in this project.</source>
        <translation>Ein solches Bild gibt es in diesem Projekt nicht.</translation>
    </message>
    <message>
        <location filename="db/queues.py"/>
        <source>{against} cannot be {value}; it takes a run and one of {what}, as in 1-better.</source>
        <translation>{against} kann nicht {value} sein; es braucht einen Lauf und eines von {what}, etwa 1-better.</translation>
    </message>
    <message>
        <location filename="db/relink.py"/>
        <source>{found} of {total} found.</source>
        <translation>{found} von {total} gefunden.</translation>
    </message>
    <message>
        <location filename="db/relink.py"/>
        <source>It has {here}.</source>
        <translation>Es hat {here}.</translation>
    </message>
    <message>
        <location filename="db/relink.py"/>
        <source>Nothing was audited into it yet.</source>
        <translation>Darin wurde noch nichts auditiert.</translation>
    </message>
    <message>
        <location filename="db/relink.py"/>
        <source>{old} is not a folder of this project.</source>
        <translation>{old} ist kein Ordner dieses Projekts.</translation>
    </message>
    <message>
        <location filename="db/relink.py"/>
        <source>{target} is not a folder.</source>
        <translation>{target} ist kein Ordner.</translation>
    </message>
    <message>
        <location filename="db/relink.py"/>
        <source>Nothing was changed; choose the folder that holds the images.</source>
        <translation>Es wurde nichts geändert; bitte den Ordner mit den Bildern wählen.</translation>
    </message>
    <message>
        <location filename="db/relink.py"/>
        <source>{renamed} under another name ({before} is {after}).</source>
        <translation>{renamed} unter anderem Namen ({before} heißt {after}).</translation>
    </message>
    <message>
        <location filename="db/relink.py"/>
        <source>Contents compared: none, for none was read before; only sizes.</source>
        <translation>Inhalte verglichen: keine, da noch keiner gelesen war; nur Größen.</translation>
    </message>
    <message>
        <location filename="db/relink.py"/>
        <source>None of the images is in {new}.</source>
        <translation>In {new} ist keines der Bilder.</translation>
    </message>
    <message>
        <location filename="db/relink.py"/>
        <source>Nothing was changed; choose the folder with them.</source>
        <translation>Es wurde nichts geändert; bitte den Ordner mit ihnen wählen.</translation>
    </message>
    <message>
        <location filename="db/relink.py"/>
        <source>No image of {path} is known; there is nothing to relink.</source>
        <translation>Von {path} ist kein Bild bekannt; es gibt nichts neu zu verknüpfen.</translation>
    </message>
    <message>
        <location filename="db/relink.py"/>
        <source>Another image has the name {clash} by now.</source>
        <translation>Ein anderes Bild heißt inzwischen {clash}.</translation>
    </message>
    <message>
        <location filename="db/relink.py"/>
        <source>Nothing was changed; look for them again.</source>
        <translation>Es wurde nichts geändert; bitte noch einmal suchen.</translation>
    </message>
    <message>
        <location filename="db/relink.py"/>
        <source>The project looks for its images in {old} already.</source>
        <translation>Das Projekt sucht seine Bilder schon in {old}.</translation>
    </message>
    <message>
        <location filename="db/relink.py"/>
        <source>{target} was audited into this project as a folder of its own, so it cannot take the place of {old}.</source>
        <translation>{target} wurde als eigener Ordner in dieses Projekt auditiert und kann darum nicht an die Stelle von {old} treten.</translation>
    </message>
    <message>
        <location filename="db/relink.py"/>
        <source>Contents compared: {every}.</source>
        <translation>Inhalte verglichen: {every}.</translation>
    </message>
    <message>
        <location filename="db/restore.py"/>
        <source>The backup holds {has}.</source>
        <translation>Die Sicherung enthält {has}.</translation>
    </message>
    <message>
        <location filename="db/restore.py"/>
        <source>The database as it was is kept as {aside}.</source>
        <translation>Die Datenbank, wie sie war, liegt unter {aside}.</translation>
    </message>
    <message>
        <location filename="db/restore.py"/>
        <source>The backup of {project} is in its place, but could not be opened: {error}</source>
        <translation>Die Sicherung von {project} ist an ihrem Platz, konnte aber nicht geöffnet werden: {error}</translation>
    </message>
    <message>
        <location filename="db/restore.py"/>
        <source>Its newest review event is of {when}.</source>
        <translation>Ihr neuestes Begutachtungsereignis ist vom {when}.</translation>
    </message>
    <message>
        <location filename="db/restore.py"/>
        <source>The present database cannot be read, so what the backup lacks of it is not known.</source>
        <translation>Die jetzige Datenbank ist nicht lesbar, darum ist nicht bekannt, was der Sicherung davon fehlt.</translation>
    </message>
    <message>
        <location filename="db/restore.py"/>
        <source>What {journal} has of the reviews comes back.</source>
        <translation>Was {journal} von den Begutachtungen hat, kommt zurück.</translation>
    </message>
    <message>
        <location filename="db/restore.py"/>
        <source>{project} is restored from {backup}.</source>
        <translation>{project} ist aus {backup} wiederhergestellt.</translation>
    </message>
    <message>
        <location filename="db/restore.py"/>
        <source>There is no project at {project}.</source>
        <translation>Unter {project} ist kein Projekt.</translation>
    </message>
    <message>
        <location filename="db/restore.py"/>
        <source>{project} has no backups in its folder {folder}.</source>
        <translation>{project} hat keine Sicherungen in seinem Ordner {folder}.</translation>
    </message>
    <message>
        <location filename="db/restore.py"/>
        <source>Name another file with --from, or bring back the project's folder from your own backup.</source>
        <translation>Bitte mit --from eine andere Datei nennen oder den Projektordner aus der eigenen Datensicherung zurückholen.</translation>
    </message>
    <message>
        <location filename="db/restore.py"/>
        <source>The backup {source} is of a newer Hansel.</source>
        <translation>Die Sicherung {source} stammt von einem neueren Hansel.</translation>
    </message>
    <message>
        <location filename="db/restore.py"/>
        <source>Update Hansel first.</source>
        <translation>Bitte zuerst Hansel aktualisieren.</translation>
    </message>
    <message>
        <location filename="db/restore.py"/>
        <source>{source} is a backup of another project.</source>
        <translation>{source} ist eine Sicherung eines anderen Projekts.</translation>
    </message>
    <message>
        <location filename="db/restore.py"/>
        <source>Choose one of {project}.</source>
        <translation>Bitte eine von {project} wählen.</translation>
    </message>
    <message>
        <location filename="db/restore.py"/>
        <source>{project} has no backup made by {when}.</source>
        <translation>{project} hat keine Sicherung von vor {when}.</translation>
    </message>
    <message>
        <location filename="db/restore.py"/>
        <source>Nothing was changed. --list shows all.</source>
        <translation>Es wurde nichts geändert. --list zeigt alle.</translation>
    </message>
    <message>
        <location filename="db/restore.py"/>
        <source>It lacks no explanation and no review event of the present database.</source>
        <translation>Ihr fehlen keine Erklärung und kein Begutachtungsereignis der jetzigen Datenbank.</translation>
    </message>
    <message>
        <location filename="db/restore.py"/>
        <source>It lacks {those} of the present database.</source>
        <translation>Von der jetzigen Datenbank fehlt ihr: {those}.</translation>
    </message>
    <message>
        <location filename="db/restore.py"/>
        <source>{brought_back} brought back.</source>
        <translation>Wieder übernommen: {brought_back}.</translation>
    </message>
    <message>
        <location filename="db/restore.py"/>
        <source>{only_aside} only in the database as it was before.</source>
        <translation>Nur in der früheren Datenbank: {only_aside}.</translation>
    </message>
    <message>
        <location filename="db/restore.py"/>
        <source>{explanations} can be made again by auditing the folder.</source>
        <translation>{explanations} lassen sich durch ein Audit des Ordners neu machen.</translation>
    </message>
    <message>
        <location filename="db/restore.py"/>
        <source>There was no database before.</source>
        <translation>Vorher gab es keine Datenbank.</translation>
    </message>
    <message>
        <location filename="db/restore.py"/>
        <source>There is no backup at {source}.</source>
        <translation>Unter {source} ist keine Sicherung.</translation>
    </message>
    <message>
        <location filename="db/restore.py"/>
        <source>Nothing was changed. --list shows those of the project.</source>
        <translation>Es wurde nichts geändert. --list zeigt die des Projekts.</translation>
    </message>
    <message>
        <location filename="db/restore.py"/>
        <source>There is no backup {wanted}.</source>
        <translation>Eine Sicherung {wanted} gibt es nicht.</translation>
    </message>
    <message>
        <location filename="db/restore.py"/>
        <source>Give a file, a name that --list shows, or a time like 2026-11-23T14:00.</source>
        <translation>Bitte eine Datei angeben, einen Namen, den --list zeigt, oder eine Zeit wie 2026-11-23T14:00.</translation>
    </message>
    <message>
        <location filename="db/restore.py"/>
        <source>{project} is in use: a Hansel window or command is writing to it.</source>
        <translation>{project} ist in Benutzung: Ein Fenster oder Befehl von Hansel schreibt darin.</translation>
    </message>
    <message>
        <location filename="db/restore.py"/>
        <source>Close that window or wait for that command to end, then restore.</source>
        <translation>Bitte jenes Fenster schließen oder auf das Ende jenes Befehls warten, dann wiederherstellen.</translation>
    </message>
    <message>
        <location filename="db/restore.py"/>
        <source>The backup {source} is damaged itself.</source>
        <translation>Die Sicherung {source} ist selbst beschädigt.</translation>
    </message>
    <message>
        <location filename="db/restore.py"/>
        <source>Restore another one.</source>
        <translation>Bitte eine andere wiederherstellen.</translation>
    </message>
    <message>
        <location filename="db/restore.py"/>
        <source>and</source>
        <translation>und</translation>
    </message>
    <message>
        <location filename="db/restore.py"/>
        <source>{n} run</source>
        <translation>{n} Lauf</translation>
    </message>
    <message>
        <location filename="db/restore.py"/>
        <source>{n} runs</source>
        <translation>{n} Läufe</translation>
    </message>
    <message>
        <location filename="db/restore.py"/>
        <source>{n} explanation</source>
        <translation>{n} Erklärung</translation>
    </message>
    <message>
        <location filename="db/restore.py"/>
        <source>{n} explanations</source>
        <translation>{n} Erklärungen</translation>
    </message>
    <message>
        <location filename="db/restore.py"/>
        <source>{n} verdict</source>
        <translation>{n} Urteil</translation>
    </message>
    <message>
        <location filename="db/restore.py"/>
        <source>{n} verdicts</source>
        <translation>{n} Urteile</translation>
    </message>
    <message>
        <location filename="db/restore.py"/>
        <source>{n} review event</source>
        <translation>{n} Begutachtungsereignis</translation>
    </message>
    <message>
        <location filename="db/restore.py"/>
        <source>{n} review events</source>
        <translation>{n} Begutachtungsereignisse</translation>
    </message>
    <message>
        <location filename="db/restore.py"/>
        <source>{n} newer review event</source>
        <translation>{n} neueres Begutachtungsereignis</translation>
    </message>
    <message>
        <location filename="db/restore.py"/>
        <source>{n} newer review events</source>
        <translation>{n} neuere Begutachtungsereignisse</translation>
    </message>
    <message>
        <location filename="db/results.py"/>
        <source>This image is in the batch twice for the same class; nothing was saved.</source>
        <translation>Dieses Bild kommt im Batch zweimal für dieselbe Klasse vor; es wurde nichts gespeichert.</translation>
    </message>
    <message>
        <location filename="db/results.py"/>
        <source>This image does not belong to that run; nothing was saved.</source>
        <translation>Dieses Bild gehört nicht zu jenem Lauf; es wurde nichts gespeichert.</translation>
    </message>
    <message>
        <location filename="db/results.py"/>
        <source>This image is already explained in that run for that class; the kept explanation stays.</source>
        <translation>Dieses Bild ist in jenem Lauf für jene Klasse schon erklärt; die aufbewahrte Erklärung bleibt.</translation>
    </message>
    <message>
        <location filename="db/review_state.py"/>
        <source>A review cannot hold {name} = {value}; nothing was saved.</source>
        <translation>Eine Begutachtung kann {name} = {value} nicht aufnehmen; es wurde nichts gespeichert.</translation>
    </message>
    <message>
        <location filename="db/rollups.py"/>
        <source>The reviews of run {run_id} are not where their images are.</source>
        <translation>Die Begutachtungen von Lauf {run_id} sind nicht dort, wo seine Bilder sind.</translation>
    </message>
    <message>
        <location filename="db/rollups.py"/>
        <source>The table {name} of run {run_id} is not what it sums up.</source>
        <translation>Die Tabelle {name} von Lauf {run_id} ist nicht, was sie zusammenfasst.</translation>
    </message>
    <message>
        <location filename="db/seal.py"/>
        <source>The database of {name} is not as Hansel left it: a fault of the disk, or another program, changed it after it was closed. hansel verify {name} tells what is off. hansel restore {name} goes back to a backup; reviews made since come back from history.jsonl.</source>
        <translation>Die Datenbank von {name} ist nicht, wie Hansel sie verließ: Ein Fehler des Datenträgers oder ein anderes Programm hat sie nach dem Schließen geändert. hansel verify {name} sagt, was nicht stimmt. hansel restore {name} geht zu einer Sicherung zurück; seither abgegebene Begutachtungen kommen aus history.jsonl wieder.</translation>
    </message>
    <message>
        <location filename="db/seal.py"/>
        <source>If the change was meant, delete the file {seal} in {name}, then open it again.</source>
        <translation>War die Änderung gewollt, die Datei {seal} in {name} löschen und es dann wieder öffnen.</translation>
    </message>
    <message>
        <location filename="db/settling.py"/>
        <source>A disagreement cannot be settled as {verdict}; nothing was saved.</source>
        <translation>Eine Abweichung kann nicht als {verdict} entschieden werden; es wurde nichts gespeichert.</translation>
    </message>
    <message>
        <location filename="db/settling.py"/>
        <source>The reviewers do not disagree on this one; nothing was saved.</source>
        <translation>Hierbei weichen die Urteile nicht ab; es wurde nichts gespeichert.</translation>
    </message>
    <message>
        <location filename="db/store.py"/>
        <source>{name} is open for reading only; nothing was saved.</source>
        <translation>{name} ist nur zum Lesen geöffnet; es wurde nichts gespeichert.</translation>
    </message>
    <message>
        <location filename="db/store.py"/>
        <source>{folder} is a Hansel project already; open it, or choose another name.</source>
        <translation>{folder} ist schon ein Hansel-Projekt; bitte öffnen oder einen anderen Namen wählen.</translation>
    </message>
    <message>
        <location filename="db/store.py"/>
        <source>There is no project at {folder}.</source>
        <translation>Unter {folder} ist kein Projekt.</translation>
    </message>
    <message>
        <location filename="db/store.py"/>
        <source>Check the path, or audit a folder into it.</source>
        <translation>Bitte den Pfad prüfen oder einen Ordner dorthin auditieren.</translation>
    </message>
    <message>
        <location filename="db/store.py"/>
        <source>{folder} is an empty folder, not a Hansel project.</source>
        <translation>{folder} ist ein leerer Ordner, kein Hansel-Projekt.</translation>
    </message>
    <message>
        <location filename="db/store.py"/>
        <source>Audit a folder into it first.</source>
        <translation>Bitte zuerst einen Ordner dorthin auditieren.</translation>
    </message>
    <message>
        <location filename="db/store.py"/>
        <source>{folder} is from an older Hansel.</source>
        <translation>{folder} stammt von einem älteren Hansel.</translation>
    </message>
    <message>
        <location filename="db/store.py"/>
        <source>Open it once in the window (hansel {folder}); that brings it up to date.</source>
        <translation>Bitte einmal im Fenster öffnen (hansel {folder}); das bringt es auf den Stand.</translation>
    </message>
    <message>
        <location filename="db/store.py"/>
        <source>{path} is closed.</source>
        <translation>{path} ist geschlossen.</translation>
    </message>
    <message>
        <location filename="db/together.py"/>
        <source>Reviews belong to a person: say whose they are.</source>
        <translation>Begutachtungen gehören einer Person: bitte sagen, welcher.</translation>
    </message>
    <message>
        <location filename="db/together.py"/>
        <source>A name is one line of at most {most_name} characters.</source>
        <translation>Ein Name ist eine Zeile von höchstens {most_name} Zeichen.</translation>
    </message>
    <message>
        <location filename="db/what_if_state.py"/>
        <source>The what-ifs are not what the history adds up to.</source>
        <translation>Die Was-wäre-wenn-Antworten sind nicht, was der Verlauf ergibt.</translation>
    </message>
    <message>
        <location filename="db/what_ifs.py"/>
        <source>A what-if is kept with a person's review: say whose it is.</source>
        <translation>Ein Was-wäre-wenn wird mit der Begutachtung einer Person aufbewahrt: bitte sagen, welcher.</translation>
    </message>
    <message>
        <location filename="db/what_ifs.py"/>
        <source>This is no answer that can be kept.</source>
        <translation>Das ist keine Antwort, die sich aufbewahren lässt.</translation>
    </message>
    <message>
        <location filename="db/what_ifs.py"/>
        <source>This what-if is not there any more, or is another reviewer's.</source>
        <translation>Dieses Was-wäre-wenn ist nicht mehr da oder gehört einer anderen Person.</translation>
    </message>
    <message>
        <location filename="db/writer.py"/>
        <source>{project} is closed; nothing more can be written to it.</source>
        <translation>{project} ist geschlossen; es kann nichts mehr hineingeschrieben werden.</translation>
    </message>
    <message>
        <location filename="engine/activations.py"/>
        <source>Those whose derivative can only be 0 or 1.</source>
        <translation>Solche, deren Ableitung nur 0 oder 1 sein kann.</translation>
    </message>
    <message>
        <location filename="engine/audit.py"/>
        <source>The memory is too full to explain a single image with this model on {device}.</source>
        <translation>Der Speicher ist zu voll, um auch nur ein Bild mit diesem Modell auf {device} zu erklären.</translation>
    </message>
    <message>
        <location filename="engine/audit.py"/>
        <source>Close what else uses it, explain on another device, or with a method that does not learn, which takes less.</source>
        <translation>Bitte schließen, was ihn sonst belegt, auf einem anderen Gerät erklären oder mit einer Methode, die nicht lernt und weniger braucht.</translation>
    </message>
    <message>
        <location filename="engine/audit.py"/>
        <source>The memory is too full for it.</source>
        <translation>Der Speicher ist dafür zu voll.</translation>
    </message>
    <message>
        <location filename="engine/audit.py"/>
        <source>The full evidence could not be measured: {missed}</source>
        <translation>Die vollständigen Messwerte ließen sich nicht bestimmen: {missed}</translation>
    </message>
    <message>
        <location filename="engine/consent.py"/>
        <source>Your consent could not be remembered in {target}: {strerror}.</source>
        <translation>Die Zustimmung konnte nicht in {target} vermerkt werden: {strerror}.</translation>
    </message>
    <message>
        <location filename="engine/consent.py"/>
        <source>The model can still be used; the question will come again.</source>
        <translation>Das Modell ist trotzdem nutzbar; die Frage wird wieder kommen.</translation>
    </message>
    <message>
        <location filename="engine/datasets.py"/>
        <source>{path} holds {several}.</source>
        <translation>{path} enthält {several}.</translation>
    </message>
    <message>
        <location filename="engine/datasets.py"/>
        <source>Name the file that lists the images.</source>
        <translation>Bitte die Datei nennen, die die Bilder aufzählt.</translation>
    </message>
    <message>
        <location filename="engine/datasets.py"/>
        <source>There is no layout {layout}.</source>
        <translation>Einen Aufbau {layout} gibt es nicht.</translation>
    </message>
    <message>
        <location filename="engine/datasets.py"/>
        <source>Choose one of: auto, {layouts}.</source>
        <translation>Bitte einen wählen: auto, {layouts}.</translation>
    </message>
    <message>
        <location filename="engine/datasets.py"/>
        <source>{place} cannot be read: {strerror}.</source>
        <translation>{place} ist nicht lesbar: {strerror}.</translation>
    </message>
    <message>
        <location filename="engine/datasets.py"/>
        <source>Check it, then try again.</source>
        <translation>Bitte prüfen und es noch einmal versuchen.</translation>
    </message>
    <message>
        <location filename="engine/datasets.py"/>
        <source>{path} is a file, not a folder.</source>
        <translation>{path} ist eine Datei, kein Ordner.</translation>
    </message>
    <message>
        <location filename="engine/datasets.py"/>
        <source>Name the folder that holds the images, or a .csv or .json file that lists them.</source>
        <translation>Bitte den Ordner mit den Bildern nennen oder eine .csv- oder .json-Datei, die sie aufzählt.</translation>
    </message>
    <message>
        <location filename="engine/datasets.py"/>
        <source>a folder of images</source>
        <translation>ein Bilderordner</translation>
    </message>
    <message>
        <location filename="engine/datasets.py"/>
        <source>class folders</source>
        <translation>Klassenordner</translation>
    </message>
    <message>
        <location filename="engine/datasets.py"/>
        <source>a CSV list</source>
        <translation>eine CSV-Liste</translation>
    </message>
    <message>
        <location filename="engine/datasets.py"/>
        <source>a COCO file</source>
        <translation>eine COCO-Datei</translation>
    </message>
    <message>
        <location filename="engine/datasets.py"/>
        <source>Pascal VOC</source>
        <translation>Pascal VOC</translation>
    </message>
    <message>
        <location filename="engine/datasets.py"/>
        <source>{n} class</source>
        <translation>{n} Klasse</translation>
    </message>
    <message>
        <location filename="engine/datasets.py"/>
        <source>{n} classes</source>
        <translation>{n} Klassen</translation>
    </message>
    <message>
        <location filename="engine/decoding.py"/>
        <source>The image could not be decoded ({name}: {error}).</source>
        <translation>Das Bild konnte nicht dekodiert werden ({name}: {error}).</translation>
    </message>
    <message>
        <location filename="engine/difference.py"/>
        <source>The two maps are of images of two sizes, so they cannot be laid over each other.</source>
        <translation>Die beiden Karten gehören zu Bildern zweier Größen und lassen sich darum nicht übereinanderlegen.</translation>
    </message>
    <message>
        <location filename="engine/difference.py"/>
        <source>One of the maps has values that are not finite numbers, so there is no difference to show.</source>
        <translation>Eine der Karten hat Werte, die keine endlichen Zahlen sind; darum gibt es keine Differenz zu zeigen.</translation>
    </message>
    <message>
        <location filename="engine/difference.py"/>
        <source>The two models saw no common part of this image, so there is nothing to compare.</source>
        <translation>Die beiden Modelle sahen keinen gemeinsamen Teil dieses Bildes; darum gibt es nichts zu vergleichen.</translation>
    </message>
    <message>
        <location filename="engine/difference.py"/>
        <source>One of the maps is zero wherever both models saw the image: it has no shares to compare.</source>
        <translation>Eine der Karten ist überall null, wo beide Modelle das Bild sahen: Sie hat keine Anteile zum Vergleichen.</translation>
    </message>
    <message>
        <location filename="engine/evidence/common.py"/>
        <source>The map is constant: its pixels were taken row by row.</source>
        <translation>Die Karte ist konstant: Ihre Pixel wurden zeilenweise genommen.</translation>
    </message>
    <message>
        <location filename="engine/evidence/common.py"/>
        <source>The map holds values that are not numbers.</source>
        <translation>Die Karte enthält Werte, die keine Zahlen sind.</translation>
    </message>
    <message>
        <location filename="engine/evidence/common.py"/>
        <source>The model's score is not a number.</source>
        <translation>Der Score des Modells ist keine Zahl.</translation>
    </message>
    <message>
        <location filename="engine/evidence/localisation.py"/>
        <source>The object's mask is empty.</source>
        <translation>Die Maske des Objekts ist leer.</translation>
    </message>
    <message>
        <location filename="engine/evidence/localisation.py"/>
        <source>The object lies outside of what the model saw.</source>
        <translation>Das Objekt liegt außerhalb dessen, was das Modell sah.</translation>
    </message>
    <message>
        <location filename="engine/evidence/localisation.py"/>
        <location filename="engine/evidence/shape.py"/>
        <source>The map has no positive relevance.</source>
        <translation>Die Karte hat keine positive Relevanz.</translation>
    </message>
    <message>
        <location filename="engine/evidence/masking.py"/>
        <source>The image's own score is zero, so there is nothing to compare with.</source>
        <translation>Der Score des Bildes selbst ist null, darum gibt es nichts zum Vergleichen.</translation>
    </message>
    <message>
        <location filename="engine/evidence/randomisation.py"/>
        <source>A constant map has no ranks to compare.</source>
        <translation>Eine konstante Karte hat keine Ränge zum Vergleichen.</translation>
    </message>
    <message>
        <location filename="engine/evidence/randomisation.py"/>
        <source>The model has no parameters.</source>
        <translation>Das Modell hat keine Parameter.</translation>
    </message>
    <message>
        <location filename="engine/evidence/sensitivity.py"/>
        <source>The map is zero everywhere.</source>
        <translation>Die Karte ist überall null.</translation>
    </message>
    <message>
        <location filename="engine/evidence/sensitivity.py"/>
        <source>A map near by is not finite.</source>
        <translation>Eine benachbarte Karte ist nicht endlich.</translation>
    </message>
    <message>
        <location filename="engine/explaining.py"/>
        <source>{missed} of {executed} activation calls could not be given gates ({names}); they pass the plain gradient.</source>
        <translation>{missed} von {executed} Aktivierungsaufrufen konnten keine Gates bekommen ({names}); sie geben den einfachen Gradienten weiter.</translation>
    </message>
    <message>
        <location filename="engine/explaining.py"/>
        <source>{failures} of {failures2} images could not be explained: {named}</source>
        <translation>{failures} von {failures2} Bildern konnten nicht erklärt werden: {named}</translation>
    </message>
    <message>
        <location filename="engine/explaining.py"/>
        <source>The model has a single class, so there are no odds to explain.</source>
        <translation>Das Modell hat eine einzige Klasse, also gibt es keine Odds zu erklären.</translation>
    </message>
    <message>
        <location filename="engine/explaining.py"/>
        <source>If its one output is a yes-or-no answer, say output = "binary" in model.toml.</source>
        <translation>Ist seine eine Ausgabe eine Ja-Nein-Antwort, in model.toml output = "binary" angeben.</translation>
    </message>
    <message>
        <location filename="engine/explaining.py"/>
        <location filename="engine/what_if.py"/>
        <source>There is no class {target}: the model has {classes} classes, 0 to {classes2}.</source>
        <translation>Eine Klasse {target} gibt es nicht: Das Modell hat {classes} Klassen, 0 bis {classes2}.</translation>
    </message>
    <message>
        <location filename="engine/explaining.py"/>
        <source>The map is zero everywhere: no evidence reached the image.</source>
        <translation>Die Karte ist überall null: Keine Evidenz erreichte das Bild.</translation>
    </message>
    <message>
        <location filename="engine/explaining.py"/>
        <source>The model's output for this image is not a number.</source>
        <translation>Die Ausgabe des Modells zu diesem Bild ist keine Zahl.</translation>
    </message>
    <message>
        <location filename="engine/explaining.py"/>
        <source>The map of this image is not finite.</source>
        <translation>Die Karte dieses Bildes ist nicht endlich.</translation>
    </message>
    <message>
        <location filename="engine/exported.py"/>
        <source>{where} takes {names} inputs; only models that take a batch of images can be used.</source>
        <translation>{where} nimmt {names} Eingaben; nur Modelle, die einen Batch von Bildern nehmen, sind nutzbar.</translation>
    </message>
    <message>
        <location filename="engine/exported.py"/>
        <source>{where} cannot be read as an exported model: {line}.</source>
        <translation>{where} ist nicht als exportiertes Modell lesbar: {line}.</translation>
    </message>
    <message>
        <location filename="engine/exported.py"/>
        <source>It must come from torch.export.save with this or an older version of torch (here: {version}).</source>
        <translation>Es muss von torch.export.save mit dieser oder einer älteren Version von torch stammen (hier: {version}).</translation>
    </message>
    <message>
        <location filename="engine/fit.py"/>
        <source>Replace that operation in the model, or explain with --method gradient, guided or deconvnet.</source>
        <translation>Bitte jene Operation im Modell ersetzen oder mit --method gradient, guided oder deconvnet erklären.</translation>
    </message>
    <message>
        <location filename="engine/fit.py"/>
        <source>The model's output does not depend on the image in a way that can be differentiated (a no_grad block or a detach inside it?).</source>
        <translation>Die Ausgabe des Modells hängt nicht differenzierbar vom Bild ab (ein no_grad-Block oder ein detach darin?).</translation>
    </message>
    <message>
        <location filename="engine/fit.py"/>
        <location filename="engine/packs.py"/>
        <location filename="engine/peers/cam.py"/>
        <location filename="engine/start.py"/>
        <source>Nothing was explained.</source>
        <translation>Es wurde nichts erklärt.</translation>
    </message>
    <message>
        <location filename="engine/fit.py"/>
        <source>Remove it from the model's forward.</source>
        <translation>Bitte aus dem forward des Modells entfernen.</translation>
    </message>
    <message>
        <location filename="engine/fit.py"/>
        <source>The model made {executed} activation calls ({set}), but none has the image's batch as its first axis, so none can be given gates.</source>
        <translation>Das Modell machte {executed} Aktivierungsaufrufe ({set}), aber keiner hat den Batch des Bildes als erste Achse, also kann keiner Gates bekommen.</translation>
    </message>
    <message>
        <location filename="engine/fit.py"/>
        <source>Explain with --method gradient, or keep the batch first inside the model.</source>
        <translation>Bitte mit --method gradient erklären oder den Batch im Modell vorn lassen.</translation>
    </message>
    <message>
        <location filename="engine/fit.py"/>
        <source>The model made no activation call that can be seen, so there are no rules to learn.</source>
        <translation>Das Modell machte keinen sichtbaren Aktivierungsaufruf, also gibt es keine Regeln zu lernen.</translation>
    </message>
    <message>
        <location filename="engine/fit.py"/>
        <source>Activations written by hand (x * sigmoid(x)) cannot be told apart from arithmetic: use torch's own (nn.ReLU, F.silu, ...), or explain with --method gradient.</source>
        <translation>Von Hand geschriebene Aktivierungen (x * sigmoid(x)) sind von Arithmetik nicht zu unterscheiden: bitte die von torch verwenden (nn.ReLU, F.silu, ...) oder mit --method gradient erklären.</translation>
    </message>
    <message>
        <location filename="engine/fit.py"/>
        <source>Learning differentiates the model twice, and one of its operations does not allow that: {error}.</source>
        <translation>Das Lernen leitet das Modell zweimal ab, und eine seiner Operationen lässt das nicht zu: {error}.</translation>
    </message>
    <message>
        <location filename="engine/fit.py"/>
        <source>Learning differentiates the model twice, and an operation of its own that runs before its activation call {number} ({call}) allows that only once (once_differentiable?).</source>
        <translation>Das Lernen leitet das Modell zweimal ab, und eine eigene Operation vor dem Aktivierungsaufruf {number} ({call}) lässt das nur einmal zu (once_differentiable?).</translation>
    </message>
    <message>
        <location filename="engine/images.py"/>
        <source>Make it smaller, or allow more with {limit_variable}.</source>
        <translation>Bitte verkleinern oder mit {limit_variable} mehr zulassen.</translation>
    </message>
    <message>
        <location filename="engine/images.py"/>
        <source>{limit_variable} is {said}; it must be a number of millions of pixels, such as 200.</source>
        <translation>{limit_variable} ist {said}; es muss eine Zahl von Millionen Pixeln sein, etwa 200.</translation>
    </message>
    <message>
        <location filename="engine/images.py"/>
        <source>The file is empty (0 bytes).</source>
        <translation>Die Datei ist leer (0 Bytes).</translation>
    </message>
    <message>
        <location filename="engine/images.py"/>
        <source>The image is {width} × {height} pixels; more than {limit} in all are not read.</source>
        <translation>Das Bild hat {width} × {height} Pixel; mehr als {limit} insgesamt werden nicht gelesen.</translation>
    </message>
    <message>
        <location filename="engine/images.py"/>
        <source>The file is larger than {max_file_bytes} MB.</source>
        <translation>Die Datei ist größer als {max_file_bytes} MB.</translation>
    </message>
    <message>
        <location filename="engine/images.py"/>
        <source>The file does not exist.</source>
        <translation>Die Datei gibt es nicht.</translation>
    </message>
    <message>
        <location filename="engine/images.py"/>
        <source>Was it moved or deleted?</source>
        <translation>Wurde sie verschoben oder gelöscht?</translation>
    </message>
    <message>
        <location filename="engine/images.py"/>
        <source>The file may not be read: permission denied.</source>
        <translation>Die Datei darf nicht gelesen werden: Zugriff verweigert.</translation>
    </message>
    <message>
        <location filename="engine/images.py"/>
        <source>The file cannot be read: {error}.</source>
        <translation>Die Datei ist nicht lesbar: {error}.</translation>
    </message>
    <message>
        <location filename="engine/images.py"/>
        <source>The file is not an image, or of a kind that is not read.</source>
        <translation>Die Datei ist kein Bild oder von einer Art, die nicht gelesen wird.</translation>
    </message>
    <message>
        <location filename="engine/images.py"/>
        <source>JPEG, PNG, TIFF, WebP, BMP, GIF and PNM are.</source>
        <translation>Gelesen werden JPEG, PNG, TIFF, WebP, BMP, GIF und PNM.</translation>
    </message>
    <message>
        <location filename="engine/images.py"/>
        <source>The image is too large for the memory that is free.</source>
        <translation>Das Bild ist zu groß für den freien Speicher.</translation>
    </message>
    <message>
        <location filename="engine/images.py"/>
        <source>The file is damaged and cannot be decoded ({text}).</source>
        <translation>Die Datei ist beschädigt und kann nicht dekodiert werden ({text}).</translation>
    </message>
    <message>
        <location filename="engine/images.py"/>
        <source>This is not a file.</source>
        <translation>Das ist keine Datei.</translation>
    </message>
    <message>
        <location filename="engine/images.py"/>
        <source>This is a folder, not an image.</source>
        <translation>Das ist ein Ordner, kein Bild.</translation>
    </message>
    <message>
        <location filename="engine/images.py"/>
        <source>The file is cut off: part of the picture is missing.</source>
        <translation>Die Datei ist abgeschnitten: Ein Teil des Bildes fehlt.</translation>
    </message>
    <message>
        <location filename="engine/images.py"/>
        <source>Copy it again.</source>
        <translation>Bitte noch einmal kopieren.</translation>
    </message>
    <message>
        <location filename="engine/inputs.py"/>
        <source>The image is {image_width} × {image_height} px.</source>
        <translation>Das Bild hat {image_width} × {image_height} px.</translation>
    </message>
    <message>
        <location filename="engine/inputs.py"/>
        <source>With its shorter side resized to {resize} px it would be {width} × {height} px, too large for memory.</source>
        <translation>Mit der kürzeren Seite auf {resize} px gebracht hätte es {width} × {height} px, zu groß für den Speicher.</translation>
    </message>
    <message>
        <location filename="engine/inputs.py"/>
        <source>Cut it to a less elongated shape.</source>
        <translation>Bitte auf eine weniger längliche Form zuschneiden.</translation>
    </message>
    <message>
        <location filename="engine/inputs.py"/>
        <source>An image must be a uint8 array (height, width, 3) in RGB, not {dtype}.</source>
        <translation>Ein Bild muss ein uint8-Array (Höhe, Breite, 3) in RGB sein, nicht {dtype}.</translation>
    </message>
    <message>
        <location filename="engine/layouts/coco.py"/>
        <source>{words}: {left_out} left out.</source>
        <translation>{words}: {left_out} ausgelassen.</translation>
    </message>
    <message>
        <location filename="engine/layouts/coco.py"/>
        <source>{file} is JSON, but not an instances file of COCO: it has no list of {lacking}.</source>
        <translation>{file} ist JSON, aber keine Instances-Datei von COCO: Es fehlt die Liste {lacking}.</translation>
    </message>
    <message>
        <location filename="engine/layouts/coco.py"/>
        <source>{file} names no images.</source>
        <translation>{file} nennt keine Bilder.</translation>
    </message>
    <message>
        <location filename="engine/layouts/coco.py"/>
        <source>{file}, line {line}: this is not text in UTF-8, as JSON must be.</source>
        <translation>{file}, Zeile {line}: Das ist kein Text in UTF-8, wie JSON es sein muss.</translation>
    </message>
    <message>
        <location filename="engine/layouts/coco.py"/>
        <source>{file}, line {lineno}, column {colno}: this is not valid JSON ({msg}).</source>
        <translation>{file}, Zeile {lineno}, Spalte {colno}: Das ist kein gültiges JSON ({msg}).</translation>
    </message>
    <message>
        <location filename="engine/layouts/coco.py"/>
        <source>Was the file cut off?</source>
        <translation>Wurde die Datei abgeschnitten?</translation>
    </message>
    <message>
        <location filename="engine/layouts/coco.py"/>
        <source>{file} cannot be read as JSON: lists nested too deep, or a number too long.</source>
        <translation>{file} ist nicht als JSON lesbar: Listen zu tief verschachtelt oder eine Zahl zu lang.</translation>
    </message>
    <message>
        <location filename="engine/layouts/coco.py"/>
        <source>{file}: entry {place} of its images has no file_name or no id.</source>
        <translation>{file}: Eintrag {place} der Bilder hat keinen file_name oder keine id.</translation>
    </message>
    <message>
        <location filename="engine/layouts/coco.py"/>
        <source>Correct the file.</source>
        <translation>Bitte die Datei berichtigen.</translation>
    </message>
    <message>
        <location filename="engine/layouts/coco.py"/>
        <source>{file}: the id {key} belongs to two images, {images} and {name}.</source>
        <translation>{file}: Die id {key} gehört zu zwei Bildern, {images} und {name}.</translation>
    </message>
    <message>
        <location filename="engine/layouts/common.py"/>
        <source>Images that {source} names and that are not there: {missing} ({missing2}).</source>
        <translation>Bilder, die {source} nennt und die nicht da sind: {missing} ({missing2}).</translation>
    </message>
    <message>
        <location filename="engine/layouts/common.py"/>
        <source>None of the {missing} images that {source} names is there: {missing2}.</source>
        <translation>Keines der {missing} Bilder, die {source} nennt, ist da: {missing2}.</translation>
    </message>
    <message>
        <location filename="engine/layouts/common.py"/>
        <source>They were looked for in {root}.</source>
        <translation>Gesucht wurde in {root}.</translation>
    </message>
    <message>
        <location filename="engine/layouts/common.py"/>
        <source>Put the images there, or correct the paths.</source>
        <translation>Bitte die Bilder dorthin legen oder die Pfade berichtigen.</translation>
    </message>
    <message>
        <location filename="engine/layouts/common.py"/>
        <source>{source} names no images.</source>
        <translation>{source} nennt keine Bilder.</translation>
    </message>
    <message>
        <location filename="engine/layouts/common.py"/>
        <location filename="engine/model_file.py"/>
        <source>{file} does not exist.</source>
        <translation>{file} gibt es nicht.</translation>
    </message>
    <message>
        <location filename="engine/layouts/common.py"/>
        <location filename="engine/model_file.py"/>
        <source>{file} cannot be read: {strerror}.</source>
        <translation>{file} ist nicht lesbar: {strerror}.</translation>
    </message>
    <message>
        <location filename="engine/layouts/csv_manifest.py"/>
        <source>Lines without a path in {file} were passed over: {pathless}.</source>
        <translation>Zeilen ohne Pfad in {file} wurden übergangen: {pathless}.</translation>
    </message>
    <message>
        <location filename="engine/layouts/csv_manifest.py"/>
        <source>Boxes in {file} that cannot be used were left out: {bad_boxes}.</source>
        <translation>Unbrauchbare Rechtecke in {file} wurden ausgelassen: {bad_boxes}.</translation>
    </message>
    <message>
        <location filename="engine/layouts/csv_manifest.py"/>
        <source>{file} is empty.</source>
        <translation>{file} ist leer.</translation>
    </message>
    <message>
        <location filename="engine/layouts/csv_manifest.py"/>
        <source>Its first line must name the columns: path,label.</source>
        <translation>Die erste Zeile muss die Spalten nennen: path,label.</translation>
    </message>
    <message>
        <location filename="engine/layouts/csv_manifest.py"/>
        <source>{file}, line 1: the column {twice} comes twice.</source>
        <translation>{file}, Zeile 1: Die Spalte {twice} kommt zweimal vor.</translation>
    </message>
    <message>
        <location filename="engine/layouts/csv_manifest.py"/>
        <source>{file}, line 1: there is no column named path, only {header}.</source>
        <translation>{file}, Zeile 1: Es gibt keine Spalte namens path, nur {header}.</translation>
    </message>
    <message>
        <location filename="engine/layouts/csv_manifest.py"/>
        <source>The first line must name the columns: path,label, and x,y,width,height for boxes.</source>
        <translation>Die erste Zeile muss die Spalten nennen: path,label und x,y,width,height für Rechtecke.</translation>
    </message>
    <message>
        <location filename="engine/layouts/csv_manifest.py"/>
        <source>{file}, line 1: a box needs the columns x,y,width,height; {lacking} missing.</source>
        <translation>{file}, Zeile 1: Ein Rechteck braucht die Spalten x,y,width,height; es fehlt {lacking}.</translation>
    </message>
    <message>
        <location filename="engine/layouts/csv_manifest.py"/>
        <source>{file}, line {line}: this is not text in UTF-8.</source>
        <translation>{file}, Zeile {line}: Das ist kein Text in UTF-8.</translation>
    </message>
    <message>
        <location filename="engine/layouts/csv_manifest.py"/>
        <source>Save the list as CSV in UTF-8.</source>
        <translation>Bitte die Liste als CSV in UTF-8 speichern.</translation>
    </message>
    <message>
        <location filename="engine/layouts/csv_manifest.py"/>
        <source>{file}, line {line_num}: the line cannot be read as CSV ({error}).</source>
        <translation>{file}, Zeile {line_num}: Die Zeile ist nicht als CSV lesbar ({error}).</translation>
    </message>
    <message>
        <location filename="engine/layouts/csv_manifest.py"/>
        <source>Correct it, then try again.</source>
        <translation>Bitte berichtigen und es noch einmal versuchen.</translation>
    </message>
    <message>
        <location filename="engine/layouts/folder.py"/>
        <source>These could not be read: {unreadable}.</source>
        <translation>Nicht lesbar waren: {unreadable}.</translation>
    </message>
    <message>
        <location filename="engine/layouts/folder.py"/>
        <source>The folder {folder} holds no images.</source>
        <translation>Der Ordner {folder} enthält keine Bilder.</translation>
    </message>
    <message>
        <location filename="engine/layouts/folder.py"/>
        <source>Looked for {image_suffixes}, also in folders below.</source>
        <translation>Gesucht wurde nach {image_suffixes}, auch in Ordnern darunter.</translation>
    </message>
    <message>
        <location filename="engine/layouts/folder.py"/>
        <source>The folder {folder} is empty.</source>
        <translation>Der Ordner {folder} ist leer.</translation>
    </message>
    <message>
        <location filename="engine/layouts/folder.py"/>
        <source>Choose a folder with images.</source>
        <translation>Bitte einen Ordner mit Bildern wählen.</translation>
    </message>
    <message>
        <location filename="engine/layouts/folder.py"/>
        <source>The folder {root} does not exist.</source>
        <translation>Den Ordner {root} gibt es nicht.</translation>
    </message>
    <message>
        <location filename="engine/layouts/folder.py"/>
        <source>{root} is a file, not a folder.</source>
        <translation>{root} ist eine Datei, kein Ordner.</translation>
    </message>
    <message>
        <location filename="engine/layouts/folder.py"/>
        <source>Name the folder that holds the images.</source>
        <translation>Bitte den Ordner mit den Bildern nennen.</translation>
    </message>
    <message>
        <location filename="engine/layouts/folder.py"/>
        <source>The folder {root} cannot be read: {strerror}.</source>
        <translation>Der Ordner {root} ist nicht lesbar: {strerror}.</translation>
    </message>
    <message>
        <location filename="engine/layouts/folder.py"/>
        <source>{path} has no class folders: all its images lie in it directly.</source>
        <translation>{path} hat keine Klassenordner: Alle Bilder liegen direkt darin.</translation>
    </message>
    <message>
        <location filename="engine/layouts/folder.py"/>
        <source>Put the images of each class into a folder named as the class, or leave the layout out.</source>
        <translation>Bitte die Bilder jeder Klasse in einen Ordner mit deren Namen legen oder den Aufbau weglassen.</translation>
    </message>
    <message>
        <location filename="engine/layouts/voc.py"/>
        <source>{words}: {times} left out.</source>
        <translation>{words}: {times} ausgelassen.</translation>
    </message>
    <message>
        <location filename="engine/layouts/voc.py"/>
        <source>None of the annotations in {folder} can be read: {unread}.</source>
        <translation>Keine der Annotationen in {folder} ist lesbar: {unread}.</translation>
    </message>
    <message>
        <location filename="engine/layouts/voc.py"/>
        <source>Annotations that cannot be read as XML were left out: {unread}.</source>
        <translation>Annotationen, die nicht als XML lesbar sind, wurden ausgelassen: {unread}.</translation>
    </message>
    <message>
        <location filename="engine/layouts/voc.py"/>
        <source>{folder} is no Pascal VOC data set: it has no folder {name}.</source>
        <translation>{folder} ist kein Pascal-VOC-Datensatz: Er hat keinen Ordner {name}.</translation>
    </message>
    <message>
        <location filename="engine/loading.py"/>
        <source>The weights are random (seed {seed}): predictions and maps mean nothing.</source>
        <translation>Die Gewichte sind zufällig (Startwert {seed}): Vorhersagen und Karten bedeuten nichts.</translation>
    </message>
    <message>
        <location filename="engine/loading.py"/>
        <source>This is for trying things out only.</source>
        <translation>Das dient nur zum Ausprobieren.</translation>
    </message>
    <message>
        <location filename="engine/loading.py"/>
        <source>{spec}: labels and [input] are needed; only torchvision's own weights bring them.</source>
        <translation>{spec}: labels und [input] werden gebraucht; nur die Gewichte von torchvision bringen sie mit.</translation>
    </message>
    <message>
        <location filename="engine/loading.py"/>
        <source>{spec}: weights: an exported model brings its own; random ones are not possible.</source>
        <translation>{spec}: weights: Ein exportiertes Modell bringt eigene mit; zufällige sind nicht möglich.</translation>
    </message>
    <message>
        <location filename="engine/loading.py"/>
        <source>{spec}: weights: "random:{text}" needs a whole number as seed, such as "random:0".</source>
        <translation>{spec}: weights: "random:{text}" braucht eine ganze Zahl als Startwert, etwa "random:0".</translation>
    </message>
    <message>
        <location filename="engine/loading.py"/>
        <source>For example resnet50, vgg16 or mobilenet_v2.</source>
        <translation>Zum Beispiel resnet50, vgg16 oder mobilenet_v2.</translation>
    </message>
    <message>
        <location filename="engine/loading.py"/>
        <source>{spec}: arch: torchvision has no classification network "{name}".</source>
        <translation>{spec}: arch: torchvision hat kein Klassifikationsnetz "{name}".</translation>
    </message>
    <message>
        <location filename="engine/loading.py"/>
        <source>{path} has no function {function_name}.</source>
        <translation>{path} hat keine Funktion {function_name}.</translation>
    </message>
    <message>
        <location filename="engine/loading.py"/>
        <source>{path}: {function_name}() must return a torch.nn.Module, but returned {name}.</source>
        <translation>{path}: {function_name}() muss ein torch.nn.Module zurückgeben, gab aber {name} zurück.</translation>
    </message>
    <message>
        <location filename="engine/loading.py"/>
        <source>{spec}: arch names {path}, which cannot be read: {strerror}.</source>
        <translation>{spec}: arch nennt {path}, und das ist nicht lesbar: {strerror}.</translation>
    </message>
    <message>
        <location filename="engine/loading.py"/>
        <source>{spec}: [arch_options] has no use for an exported model.</source>
        <translation>{spec}: [arch_options] ist für ein exportiertes Modell ohne Nutzen.</translation>
    </message>
    <message>
        <location filename="engine/loading.py"/>
        <source>Remove it.</source>
        <translation>Bitte entfernen.</translation>
    </message>
    <message>
        <location filename="engine/loading.py"/>
        <source>{spec}: torchvision cannot build {name} with the options {options}: {error}.</source>
        <translation>{spec}: torchvision kann {name} mit den Optionen {options} nicht bauen: {error}.</translation>
    </message>
    <message>
        <location filename="engine/loading.py"/>
        <source>{spec}: weights: "{weights}" is neither a file beside model.toml nor a name that torchvision knows for {name} (it knows: {choices}).</source>
        <translation>{spec}: weights: "{weights}" ist weder eine Datei neben model.toml noch ein Name, den torchvision für {name} kennt (es kennt: {choices}).</translation>
    </message>
    <message>
        <location filename="engine/loading.py"/>
        <source>{spec}: weights: {entry} could not be downloaded ({name}).</source>
        <translation>{spec}: weights: {entry} konnte nicht heruntergeladen werden ({name}).</translation>
    </message>
    <message>
        <location filename="engine/loading.py"/>
        <source>Download {url} on a computer with internet, put the file beside model.toml, and name the file in weights.</source>
        <translation>Bitte {url} auf einem Rechner mit Internet herunterladen, die Datei neben model.toml legen und sie in weights nennen.</translation>
    </message>
    <message>
        <location filename="engine/loading.py"/>
        <source>Only installed packages can be imported: put what the network needs into this one file.</source>
        <translation>Nur installierte Pakete lassen sich importieren: bitte alles, was das Netz braucht, in diese eine Datei legen.</translation>
    </message>
    <message>
        <location filename="engine/model_file.py"/>
        <source>Did you mean "{found}"?</source>
        <translation>War "{found}" gemeint?</translation>
    </message>
    <message>
        <location filename="engine/model_file.py"/>
        <source>{value} is not known; it can be {either}</source>
        <translation>{value} ist nicht bekannt; möglich ist {either}</translation>
    </message>
    <message>
        <location filename="engine/model_file.py"/>
        <source>{value} must be {wanted}</source>
        <translation>{value} muss {wanted} sein</translation>
    </message>
    <message>
        <location filename="engine/model_file.py"/>
        <source>{file} is not valid TOML: {error}.</source>
        <translation>{file} ist kein gültiges TOML: {error}.</translation>
    </message>
    <message>
        <location filename="engine/model_file.py"/>
        <source>Texts need quotation marks, lists need [ ].</source>
        <translation>Texte brauchen Anführungszeichen, Listen brauchen [ ].</translation>
    </message>
    <message>
        <location filename="engine/model_file.py"/>
        <source>{file} is a folder.</source>
        <translation>{file} ist ein Ordner.</translation>
    </message>
    <message>
        <location filename="engine/model_file.py"/>
        <source>Name the model.toml in it: {file2}</source>
        <translation>Bitte die model.toml darin nennen: {file2}</translation>
    </message>
    <message>
        <location filename="engine/model_file.py"/>
        <source>{file} is too large for a text file.</source>
        <translation>{file} ist zu groß für eine Textdatei.</translation>
    </message>
    <message>
        <location filename="engine/model_file.py"/>
        <source>Name the model.toml, not the weights.</source>
        <translation>Bitte die model.toml nennen, nicht die Gewichte.</translation>
    </message>
    <message>
        <location filename="engine/model_file.py"/>
        <source>{file} is not a UTF-8 text file.</source>
        <translation>{file} ist keine Textdatei in UTF-8.</translation>
    </message>
    <message>
        <location filename="engine/model_file.py"/>
        <source>A model is described by a model.toml that names the weights file.</source>
        <translation>Ein Modell wird von einer model.toml beschrieben, die die Gewichtsdatei nennt.</translation>
    </message>
    <message>
        <location filename="engine/model_file.py"/>
        <source>{path} is not valid JSON: {error}</source>
        <translation>{path} ist kein gültiges JSON: {error}</translation>
    </message>
    <message>
        <location filename="engine/model_file.py"/>
        <source>It belongs under [input].</source>
        <translation>Es gehört unter [input].</translation>
    </message>
    <message>
        <location filename="engine/model_file.py"/>
        <source>Known keys: {keys}.</source>
        <translation>Bekannte Schlüssel: {keys}.</translation>
    </message>
    <message>
        <location filename="engine/model_file.py"/>
        <source>It belongs at the top, before [{section}].</source>
        <translation>Es gehört nach oben, vor [{section}].</translation>
    </message>
    <message>
        <location filename="engine/model_spec.py"/>
        <source>This model brings code that would run on this computer:
{listing}
Nothing was run.</source>
        <translation>Dieses Modell bringt Code mit, der auf diesem Rechner liefe:
{listing}
Es wurde nichts ausgeführt.</translation>
    </message>
    <message>
        <location filename="engine/model_spec.py"/>
        <source>If you trust where it comes from, allow it: --trust-code on the command line, trust_code=True in Python, or the question in the window.</source>
        <translation>Wenn Sie der Herkunft trauen, erlauben Sie ihn: --trust-code auf der Kommandozeile, trust_code=True in Python oder die Frage im Fenster.</translation>
    </message>
    <message>
        <location filename="engine/models.py"/>
        <source>A ScriptModule hides its activation calls.</source>
        <translation>Ein ScriptModule verbirgt seine Aktivierungsaufrufe.</translation>
    </message>
    <message>
        <location filename="engine/models.py"/>
        <source>Use the Python module, or torch.export.</source>
        <translation>Bitte das Python-Modul oder torch.export verwenden.</translation>
    </message>
    <message>
        <location filename="engine/models.py"/>
        <source>The module is on {here}, not on {device}.</source>
        <translation>Das Modul liegt auf {here}, nicht auf {device}.</translation>
    </message>
    <message>
        <location filename="engine/models.py"/>
        <source>Move it first: module.to({device2}).</source>
        <translation>Bitte zuerst verschieben: module.to({device2}).</translation>
    </message>
    <message>
        <location filename="engine/models.py"/>
        <source>{spec}: the model could not go to {where}: {splitlines}</source>
        <translation>{spec}: Das Modell konnte nicht auf {where} gebracht werden: {splitlines}</translation>
    </message>
    <message>
        <location filename="engine/outputs.py"/>
        <source>The model gives {what}, and {said}.</source>
        <translation>Das Modell gibt {what} aus, und {said}.</translation>
    </message>
    <message>
        <location filename="engine/outputs.py"/>
        <source>Write for example: output = { kind = "logits", key = {shown} }</source>
        <translation>Zum Beispiel schreiben: output = { kind = "logits", key = {shown} }</translation>
    </message>
    <message>
        <location filename="engine/outputs.py"/>
        <source>{where} is a {name}, not a tensor of scores.</source>
        <translation>{where} ist ein {name}, kein Tensor von Scores.</translation>
    </message>
    <message>
        <location filename="engine/outputs.py"/>
        <source>The model gives {dtype} numbers; scores must be floating point (not, say, class indices).</source>
        <translation>Das Modell gibt Zahlen vom Typ {dtype} aus; Scores müssen Gleitkommazahlen sein (nicht etwa Klassennummern).</translation>
    </message>
    <message>
        <location filename="engine/outputs.py"/>
        <source>The model gives an output of shape {tuple}; it must be (N, {classes}): one row an image, one column a label.</source>
        <translation>Das Modell gibt eine Ausgabe der Form {tuple}; sie muss (N, {classes}) sein: eine Zeile je Bild, eine Spalte je Label.</translation>
    </message>
    <message>
        <location filename="engine/outputs.py"/>
        <source>For one logit and two labels say output = "binary".</source>
        <translation>Für einen Logit und zwei Labels output = "binary" angeben.</translation>
    </message>
    <message>
        <location filename="engine/outputs.py"/>
        <source>The model gives {shape} scores an image, but labels names {classes}.</source>
        <translation>Das Modell gibt {shape} Scores je Bild aus, labels nennt aber {classes}.</translation>
    </message>
    <message>
        <location filename="engine/outputs.py"/>
        <source>List one label for each score, in the model's order.</source>
        <translation>Bitte ein Label je Score aufführen, in der Reihenfolge des Modells.</translation>
    </message>
    <message>
        <location filename="engine/outputs.py"/>
        <source>The model knows a single class, which has no odds.</source>
        <translation>Das Modell kennt eine einzige Klasse, und die hat keine Odds.</translation>
    </message>
    <message>
        <location filename="engine/outputs.py"/>
        <source>Say output = "binary" or "multilabel".</source>
        <translation>Bitte output = "binary" oder "multilabel" angeben.</translation>
    </message>
    <message>
        <location filename="engine/outputs.py"/>
        <source>The model gives one tensor, but model.toml asks for entry {key} of it.</source>
        <translation>Das Modell gibt einen Tensor aus, model.toml verlangt aber Eintrag {key} davon.</translation>
    </message>
    <message>
        <location filename="engine/outputs.py"/>
        <source>Remove the key from output.</source>
        <translation>Bitte den Schlüssel aus output entfernen.</translation>
    </message>
    <message>
        <location filename="engine/packs.py"/>
        <source>This rule pack is of the model {model} (fingerprint {fingerprint}…), and the model given is {given} ({fingerprint2}…).</source>
        <translation>Dieses Regelpaket gehört zum Modell {model} (Fingerabdruck {fingerprint}…), und das vorliegende Modell ist {given} ({fingerprint2}…).</translation>
    </message>
    <message>
        <location filename="engine/packs.py"/>
        <source>Learn a pack for this one with hansel pack, or leave --pack out.</source>
        <translation>Bitte mit hansel pack ein Paket für dieses lernen oder --pack weglassen.</translation>
    </message>
    <message>
        <location filename="engine/packs.py"/>
        <source>{path} is not a rule pack, or is damaged.</source>
        <translation>{path} ist kein Regelpaket oder ist beschädigt.</translation>
    </message>
    <message>
        <location filename="engine/packs.py"/>
        <source>Packs are made by hansel pack.</source>
        <translation>Pakete macht hansel pack.</translation>
    </message>
    <message>
        <location filename="engine/packs.py"/>
        <source>The rule pack {path} is of a newer Hansel (format {version}; this one reads {version2}).</source>
        <translation>Das Regelpaket {path} stammt von einem neueren Hansel (Format {version}; dieses liest {version2}).</translation>
    </message>
    <message>
        <location filename="engine/packs.py"/>
        <source>Install that Hansel, or learn the pack again with this one.</source>
        <translation>Bitte jenes Hansel installieren oder das Paket mit diesem neu lernen.</translation>
    </message>
    <message>
        <location filename="engine/packs.py"/>
        <source>The rule pack {path} is damaged or was altered: its content does not have the hash that stands in it.</source>
        <translation>Das Regelpaket {path} ist beschädigt oder wurde verändert: Sein Inhalt hat nicht den Hash, der darin steht.</translation>
    </message>
    <message>
        <location filename="engine/packs.py"/>
        <source>Get the original, or learn it again with hansel pack.</source>
        <translation>Bitte das Original holen oder es mit hansel pack neu lernen.</translation>
    </message>
    <message>
        <location filename="engine/packs.py"/>
        <source>What was kept of this run's rule pack cannot be read.</source>
        <translation>Was vom Regelpaket dieses Laufs aufbewahrt wurde, ist nicht lesbar.</translation>
    </message>
    <message>
        <location filename="engine/packs.py"/>
        <source>The rule pack {path} cannot be read: {strerror}.</source>
        <translation>Das Regelpaket {path} ist nicht lesbar: {strerror}.</translation>
    </message>
    <message>
        <location filename="engine/peers/cam.py"/>
        <source>This method needs a convolutional map, (N, C, h, w), to draw what the model decided on, and the model {where}.</source>
        <translation>Diese Methode braucht eine Faltungskarte, (N, C, h, w), um zu zeichnen, worauf das Modell entschied, und das Modell {where}.</translation>
    </message>
    <message>
        <location filename="engine/peers/cam.py"/>
        <source>Choose learned or gradient, or any method but grad-cam and layer-cam.</source>
        <translation>Bitte learned oder gradient wählen oder irgendeine Methode außer grad-cam und layer-cam.</translation>
    </message>
    <message>
        <location filename="engine/peers/cam.py"/>
        <source>The class's score does not depend on the last convolutional map that the model makes (a second head?).</source>
        <translation>Der Score der Klasse hängt nicht von der letzten Faltungskarte ab, die das Modell macht (ein zweiter Kopf?).</translation>
    </message>
    <message>
        <location filename="engine/rerun.py"/>
        <source>The method {name} of this run is not known to this Hansel.</source>
        <translation>Die Methode {name} dieses Laufs ist diesem Hansel nicht bekannt.</translation>
    </message>
    <message>
        <location filename="engine/rerun.py"/>
        <source>It was made with Hansel {made_with}; install that one.</source>
        <translation>Er entstand mit Hansel {made_with}; bitte jenes installieren.</translation>
    </message>
    <message>
        <location filename="engine/rerun.py"/>
        <source>The image {path} is not there any more.</source>
        <translation>Das Bild {path} ist nicht mehr da.</translation>
    </message>
    <message>
        <location filename="engine/rerun.py"/>
        <source>The image {path} is not the one that was explained: its bytes changed (SHA-256 {short} then, {short2} now).</source>
        <translation>Das Bild {path} ist nicht das erklärte: Seine Bytes haben sich geändert (SHA-256 damals {short}, jetzt {short2}).</translation>
    </message>
    <message>
        <location filename="engine/rerun.py"/>
        <source>The image {path} cannot be read again.</source>
        <translation>Das Bild {path} ist nicht noch einmal lesbar.</translation>
    </message>
    <message>
        <location filename="engine/start.py"/>
        <source>The rule pack holds {packed} activation calls and the model made {made} with gates{apart}.</source>
        <translation>Das Regelpaket enthält {packed} Aktivierungsaufrufe, und das Modell machte {made} mit Gates{apart}.</translation>
    </message>
    <message>
        <location filename="engine/start.py"/>
        <source>Learn the pack again with hansel pack.</source>
        <translation>Bitte das Paket mit hansel pack neu lernen.</translation>
    </message>
    <message>
        <location filename="engine/taking_away.py"/>
        <source>The region covers no pixel of the image.</source>
        <translation>Der Bereich bedeckt kein Pixel des Bildes.</translation>
    </message>
    <message>
        <location filename="engine/taking_away.py"/>
        <source>Draw it over the picture.</source>
        <translation>Bitte über dem Bild zeichnen.</translation>
    </message>
    <message>
        <location filename="engine/taking_away.py"/>
        <source>The model did not see this region: it lies in what the crop left out (hatched in the picture), so that the answer cannot depend on it.</source>
        <translation>Das Modell sah diesen Bereich nicht: Er liegt in dem, was der Zuschnitt wegließ (im Bild schraffiert), also kann die Antwort nicht von ihm abhängen.</translation>
    </message>
    <message>
        <location filename="engine/taking_away.py"/>
        <source>Too little of the image would stay for inpainting to go on from.</source>
        <translation>Zu wenig vom Bild bliebe, um mit Inpainting daran anzuschließen.</translation>
    </message>
    <message>
        <location filename="engine/taking_away.py"/>
        <source>Choose the mean colour or blur instead.</source>
        <translation>Bitte stattdessen Mittelfarbe oder Unschärfe wählen.</translation>
    </message>
    <message>
        <location filename="engine/taking_away.py"/>
        <source>The region covers all that the model saw, so that nothing would be left to ask about.</source>
        <translation>Der Bereich bedeckt alles, was das Modell sah, also bliebe nichts zu fragen.</translation>
    </message>
    <message>
        <location filename="engine/taking_away.py"/>
        <source>Draw a smaller one.</source>
        <translation>Bitte einen kleineren zeichnen.</translation>
    </message>
    <message>
        <location filename="engine/taking_away.py"/>
        <source>The region covers all that the model saw, so that nothing would be taken away.</source>
        <translation>Der Bereich bedeckt alles, was das Modell sah, also würde nichts weggenommen.</translation>
    </message>
    <message>
        <location filename="engine/trial.py"/>
        <source>The model takes {found} channels; images are given as RGB, BGR or grey only.</source>
        <translation>Das Modell nimmt {found} Kanäle; Bilder gibt es nur als RGB, BGR oder Graustufen.</translation>
    </message>
    <message>
        <location filename="engine/trial.py"/>
        <source>Check arch and [input] size.</source>
        <translation>Bitte arch und die Größe unter [input] prüfen.</translation>
    </message>
    <message>
        <location filename="engine/trial.py"/>
        <source>The model takes {found} channels: say channels = "{word}" under [input].</source>
        <translation>Das Modell nimmt {found} Kanäle: bitte channels = "{word}" unter [input] angeben.</translation>
    </message>
    <message>
        <location filename="engine/trial.py"/>
        <source>{model}: the network gives {shape} rows for 1 image and {shape2} for 2; it must give one row an image.</source>
        <translation>{model}: Das Netz gibt {shape} Zeilen für 1 Bild und {shape2} für 2; es muss eine Zeile je Bild geben.</translation>
    </message>
    <message>
        <location filename="engine/trial.py"/>
        <source>{model}: the network gives NaN or infinity for a plain trial image.</source>
        <translation>{model}: Das Netz gibt für ein schlichtes Probebild NaN oder unendlich.</translation>
    </message>
    <message>
        <location filename="engine/trial.py"/>
        <source>The weights may be damaged, or [input] mean and std wrong.</source>
        <translation>Vielleicht sind die Gewichte beschädigt oder mean und std unter [input] falsch.</translation>
    </message>
    <message>
        <location filename="engine/trial.py"/>
        <source>{model}: output = "probabilities", but trial rows add up to {sums} and {sums2}, with values from {min} to {max}; probabilities lie in 0 to 1 and add up to 1.</source>
        <translation>{model}: output = "probabilities", aber Probezeilen summieren sich zu {sums} und {sums2}, mit Werten von {min} bis {max}; Wahrscheinlichkeiten liegen zwischen 0 und 1 und summieren sich zu 1.</translation>
    </message>
    <message>
        <location filename="engine/trial.py"/>
        <source>Is it "logits" (no softmax at the end) or "multilabel" (scores before a sigmoid)?</source>
        <translation>Ist es "logits" (kein Softmax am Ende) oder "multilabel" (Scores vor einem Sigmoid)?</translation>
    </message>
    <message>
        <location filename="engine/trial.py"/>
        <source>All outputs lie between 0 and 1.</source>
        <translation>Alle Ausgaben liegen zwischen 0 und 1.</translation>
    </message>
    <message>
        <location filename="engine/trial.py"/>
        <source>Multilabel means scores before the sigmoid; if the model ends in a sigmoid, leave that out.</source>
        <translation>Multilabel meint Scores vor dem Sigmoid; endet das Modell in einem Sigmoid, ihn bitte weglassen.</translation>
    </message>
    <message>
        <location filename="engine/trial.py"/>
        <source>The same image gave different outputs alone and beside another one.</source>
        <translation>Dasselbe Bild gab allein und neben einem anderen verschiedene Ausgaben.</translation>
    </message>
    <message>
        <location filename="engine/trial.py"/>
        <source>Dropout or batch statistics seem to be at work: predictions and maps will change from run to run.</source>
        <translation>Anscheinend sind Dropout oder Batch-Statistiken am Werk: Vorhersagen und Karten werden sich von Lauf zu Lauf ändern.</translation>
    </message>
    <message>
        <location filename="engine/trial.py"/>
        <source>Two very different trial images gave exactly the same output.</source>
        <translation>Zwei sehr verschiedene Probebilder gaben genau dieselbe Ausgabe.</translation>
    </message>
    <message>
        <location filename="engine/trial.py"/>
        <source>Are the weights the right ones?</source>
        <translation>Sind es die richtigen Gewichte?</translation>
    </message>
    <message>
        <location filename="engine/trial.py"/>
        <source>The model's output already adds up to 1, though model.toml says "logits".</source>
        <translation>Die Ausgabe des Modells summiert sich schon zu 1, obwohl model.toml "logits" sagt.</translation>
    </message>
    <message>
        <location filename="engine/trial.py"/>
        <source>It probably ends in a softmax: say output = "probabilities".</source>
        <translation>Wahrscheinlich endet es in einem Softmax: bitte output = "probabilities" angeben.</translation>
    </message>
    <message>
        <location filename="engine/trial.py"/>
        <source>{model}: the network failed on a trial image of {shape} × {shape2} px: {name}: {rstrip}.</source>
        <translation>{model}: Das Netz scheiterte an einem Probebild von {shape} × {shape2} px: {name}: {rstrip}.</translation>
    </message>
    <message>
        <location filename="engine/truth.py"/>
        <source>Its coordinates must be those of the upright image, after its EXIF orientation.</source>
        <translation>Die Koordinaten müssen die des aufrechten Bildes sein, nach seiner EXIF-Ausrichtung.</translation>
    </message>
    <message>
        <location filename="engine/truth.py"/>
        <source>A mask of the data set covers {sum} pixels, but the image has {width} × {height}.</source>
        <translation>Eine Maske des Datensatzes bedeckt {sum} Pixel, das Bild hat aber {width} × {height}.</translation>
    </message>
    <message>
        <location filename="engine/truth.py"/>
        <source>It belongs to an image of another size.</source>
        <translation>Sie gehört zu einem Bild anderer Größe.</translation>
    </message>
    <message>
        <location filename="engine/truth.py"/>
        <source>The data set says that the image is {width} × {height} px, but it is {width2} × {height2} px.</source>
        <translation>Der Datensatz sagt, das Bild habe {width} × {height} px, es hat aber {width2} × {height2} px.</translation>
    </message>
    <message>
        <location filename="engine/weights.py"/>
        <source>{path} is a TorchScript file (torch.jit).</source>
        <translation>{path} ist eine TorchScript-Datei (torch.jit).</translation>
    </message>
    <message>
        <location filename="engine/weights.py"/>
        <source>Its activation calls cannot be seen, so it cannot be explained.</source>
        <translation>Ihre Aktivierungsaufrufe sind nicht sichtbar, also ist sie nicht zu erklären.</translation>
    </message>
    <message>
        <location filename="engine/weights.py"/>
        <source>Export the model instead: torch.export.save(torch.export.export(model, (example,)), "model.pt2"), and write arch = "export:model.pt2".</source>
        <translation>Bitte das Modell stattdessen exportieren: torch.export.save(torch.export.export(model, (example,)), "model.pt2"), und arch = "export:model.pt2" schreiben.</translation>
    </message>
    <message>
        <location filename="engine/weights.py"/>
        <source>{path} holds no weights by name.</source>
        <translation>{path} enthält keine Gewichte mit Namen.</translation>
    </message>
    <message>
        <location filename="engine/weights.py"/>
        <source>Save them with torch.save(model.state_dict(), ...).</source>
        <translation>Bitte mit torch.save(model.state_dict(), ...) speichern.</translation>
    </message>
    <message>
        <location filename="engine/weights.py"/>
        <source>{where} do not fit the network: {part}.</source>
        <translation>{where} passen nicht zum Netz: {part}.</translation>
    </message>
    <message>
        <location filename="engine/weights.py"/>
        <source>Check arch, [arch_options] (such as num_classes) and that the file belongs to this network.</source>
        <translation>Bitte arch, [arch_options] (etwa num_classes) prüfen, und dass die Datei zu diesem Netz gehört.</translation>
    </message>
    <message>
        <location filename="engine/weights.py"/>
        <source>{path} cannot be read as safetensors: {error}.</source>
        <translation>{path} ist nicht als safetensors lesbar: {error}.</translation>
    </message>
    <message>
        <location filename="engine/weights.py"/>
        <source>Is it whole?</source>
        <translation>Ist die Datei ganz?</translation>
    </message>
    <message>
        <location filename="engine/weights.py"/>
        <source>Save it again.</source>
        <translation>Bitte noch einmal speichern.</translation>
    </message>
    <message>
        <location filename="engine/weights.py"/>
        <source>{path} cannot be read as a state dict: {reason}.</source>
        <translation>{path} ist nicht als state dict lesbar: {reason}.</translation>
    </message>
    <message>
        <location filename="engine/weights.py"/>
        <source>{where} could not be put into the network: {error}</source>
        <translation>{where} konnten nicht ins Netz gesetzt werden: {error}</translation>
    </message>
    <message>
        <location filename="engine/weights.py"/>
        <source>{path} holds more than weights, such as a whole pickled model, and could run code when opened.</source>
        <translation>{path} enthält mehr als Gewichte, etwa ein ganzes gepickeltes Modell, und könnte beim Öffnen Code ausführen.</translation>
    </message>
    <message>
        <location filename="engine/weights.py"/>
        <source>It was not opened.</source>
        <translation>Die Datei wurde nicht geöffnet.</translation>
    </message>
    <message>
        <location filename="engine/weights.py"/>
        <source>Save the weights alone: torch.save(model.state_dict(), ...), or as .safetensors.</source>
        <translation>Bitte nur die Gewichte speichern: torch.save(model.state_dict(), ...) oder als .safetensors.</translation>
    </message>
    <message>
        <location filename="engine/what_if.py"/>
        <source>The model's answer to the picture is not a number.</source>
        <translation>Die Antwort des Modells auf das Bild ist keine Zahl.</translation>
    </message>
    <message>
        <location filename="engine/what_if.py"/>
        <source>Nothing was kept.</source>
        <translation>Es wurde nichts aufbewahrt.</translation>
    </message>
</context>
</TS>
