"""Bad files by name, made here: each is refused in words, and nothing in it is run, read or fetched."""

import json
from collections.abc import Iterator

from tests.hostile import sound

_DMN = (
    '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="n">{0}</definitions>'
)
_PLAIN = sound.STRAND.decode()


def files() -> dict[str, bytes]:
    """All of them: file names with their endings, and contents."""
    kinds = (_not_xml, _declared, _huge, _elements, _rounds, _expressions, _tables, _forms, _lists, _lies, _tricks)
    return dict([each for kind in kinds for each in kind()])


def _not_xml() -> Iterator[tuple[str, bytes]]:
    yield "empty.bpmn", b""
    yield "blanks.bpmn", b"  \n\t "
    yield "zeros.bpmn", b"\0" * 1000
    yield "picture.bpmn", b"\x89PNG\r\n\x1a\n" + bytes(range(256))
    yield "archive.bpmn", b"PK\x03\x04" + bytes(500)
    yield "program.bpmn", b"\x7fELF" + bytes(500)
    yield "page.bpmn", b"<html><body><p>no diagram</body></html>"
    yield "other_root.bpmn", b"<definitions/>"
    yield "words.bpmn", b"This is a letter."
    yield "cut.bpmn", sound.STRAND[: len(sound.STRAND) // 2]
    yield "trailing.bpmn", sound.STRAND + b"<more/>"
    yield "control.bpmn", sound.STRAND.replace(b"Send the report", b"Send \x01 it")
    yield "latin.bpmn", sound.STRAND.replace(b"UTF-8", b"ISO-8859-1").replace(b"Send", b"S\xe9nd")
    yield "not_utf8.bpmn", sound.STRAND.replace(b"Send", b"S\xe9nd")
    yield "utf7.bpmn", b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE+AD4-'
    yield "utf32.bpmn", _PLAIN.encode("utf-32")
    yield "ebcdic.bpmn", _PLAIN.encode("cp500")
    yield "unknown_encoding.bpmn", sound.STRAND.replace(b"UTF-8", b"x-made-up")
    yield "two_declarations.bpmn", b'<?xml version="1.0"?>' + sound.STRAND
    yield "lone_surrogate.bpmn", sound.STRAND.replace(b"Send", b"\xed\xa0\x80")
    yield "bad_reference.bpmn", sound.STRAND.replace(b"Send", b"&#0;")
    yield "unknown_entity.bpmn", sound.STRAND.replace(b"Send", b"&nbsp;")


def _declared() -> Iterator[tuple[str, bytes]]:
    """Everything that a DOCTYPE could do, in several encodings."""
    subsets = {
        "entity": '<!ENTITY a "b">',
        "file": '<!ENTITY a SYSTEM "file:///etc/passwd">',
        "network": '<!ENTITY a SYSTEM "http://127.0.0.1:9/x">',
        "parameter": '<!ENTITY % a SYSTEM "http://127.0.0.1:9/x"> %a;',
        "bomb": '<!ENTITY a "aaaaaaaaaa">' + "".join(
            f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
        ),
        "square": f'<!ENTITY a "{"a" * 50_000}">',
        "loop": '<!ENTITY a "&b;"><!ENTITY b "&a;">',
        "default": '<!ATTLIST process id CDATA "x">',
        "notation": '<!NOTATION n SYSTEM "run"><!ENTITY a SYSTEM "x" NDATA n>',
        "element": "<!ELEMENT definitions ANY>",
    }  # fmt: skip
    for name, subset in subsets.items():
        head, _, rest = _PLAIN.partition("\n")
        text = f"{head}\n<!DOCTYPE d [{subset}]>{rest.replace('Send', '&a;')}"
        yield f"doctype_{name}.bpmn", text.encode()
        yield f"doctype_{name}_utf16.bpmn", text.replace('"UTF-8"', '"UTF-16"').encode("utf-16")
        yield f"doctype_{name}.dmn", f"<!DOCTYPE d [{subset}]>{_DMN.format('<decision id=&quot;a&quot;/>')}".encode()
    yield "doctype_external.bpmn", b'<!DOCTYPE d SYSTEM "http://127.0.0.1:9/d.dtd">' + sound.STRAND.partition(b"\n")[2]
    yield "doctype_small.bpmn", b"<!doctype d>" + sound.STRAND.partition(b"\n")[2]
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
    yield "xinclude.bpmn", _PLAIN.replace("</bpmn:process>", f"{include}</bpmn:process>").encode()
    yield "xinclude.dmn", _DMN.format(include).encode()


def _huge() -> Iterator[tuple[str, bytes]]:
    yield "huge.bpmn", sound.STRAND + b" " * 3_000_000
    yield "huge.dmn", b"<a>" + b"x" * 2_500_000 + b"</a>"
    yield "huge.form", b'{"a": "' + b"x" * 2_500_000 + b'"}'
    yield "huge.csv", b"code,label\n" * 250_000
    yield "deep.bpmn", b"<a>" * 50_000 + b"</a>" * 50_000
    yield "deep_sub_processes.bpmn", sound.diagram("p", "<bpmn:subProcess>" * 200 + "</bpmn:subProcess>" * 200)
    yield "many_steps.bpmn", sound.diagram("p", "".join(f'<bpmn:endEvent id="e{n}"/>' for n in range(2_500)))
    yield "many_elements.bpmn", sound.diagram("p", "<a/>" * 25_000)
    yield (
        "many_attributes.bpmn",
        sound.diagram("p", "<a " + " ".join(f'a{n}="x"' for n in range(500)) + "/>"),
    )
    yield "long_attribute.bpmn", sound.STRAND.replace(b"Send the report", b"x" * 50_000)
    yield "long_text.bpmn", sound.diagram("p", f"<bpmn:documentation>{'x' * 500_000}</bpmn:documentation>")
    yield "long_name.bpmn", sound.STRAND.replace(b"Send the report", b"x" * 400)
    yield "long_tag.bpmn", sound.diagram("p", f"<{'a' * 1_000}/>")
    yield "many_namespaces.bpmn", sound.diagram("p", "".join(f'<a xmlns:n{n}="{"x" * 3_000}"/>' for n in range(100)))
    chain = "".join(f'<bpmn:endEvent id="e{n}"/>{sound.flow("e0", f"e{n}")}' for n in range(900))
    yield "all_from_one.bpmn", sound.diagram("p", chain)


def _elements() -> Iterator[tuple[str, bytes]]:
    for kind in (
        *("scriptTask", "task", "manualTask", "sendTask", "receiveTask", "transaction", "adHocSubProcess"),
        *("complexGateway", "dataObject", "dataObjectReference", "dataStoreReference", "choreographyTask"),
    ):
        yield f"element_{kind}.bpmn", _PLAIN.replace("userTask", kind).encode()
    for kind in ("signal", "error", "escalation", "compensate", "cancel", "terminate", "link"):
        inner = f"<bpmn:{kind}EventDefinition/>"
        end = '<bpmn:endEvent id="strand_ended" name="Strand ended"'
        yield f"event_{kind}.bpmn", _PLAIN.replace(f"{end}/>", f"{end}>{inner}</bpmn:endEvent>").encode()
    script = "<bpmn:extensionElements><camunda:{0}>import os</camunda:{0}></bpmn:extensionElements></bpmn:userTask>"
    task = 'camunda:formKey="report"/>'
    for name in ("script", "executionListener", "taskListener", "connector", "inputOutput", "formData", "in", "out"):
        drawn = _PLAIN.replace(task, f'camunda:formKey="report">{script.format(name)}')
        yield f"camunda_{name}.bpmn", drawn.encode()
    for name in ("assignee", "candidateGroups", "class", "delegateExpression", "expression", "asyncBefore", "formRef"):
        yield f"attribute_{name}.bpmn", _PLAIN.replace(task, f'camunda:{name}="os.system()" {task}').encode()
    for name, inner in {
        "cardinality": "<bpmn:loopCardinality>1000000000</bpmn:loopCardinality>",
        "data_input": "<bpmn:loopDataInputRef>all</bpmn:loopDataInputRef>",
        "completion": "<bpmn:completionCondition>true</bpmn:completionCondition>",
    }.items():
        loop = (
            "<bpmn:multiInstanceLoopCharacteristics camunda:collection='engagements' "
            "camunda:elementVariable='engagement'>"
            f"{inner}</bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>"
        )
        yield f"loop_{name}.bpmn", _PLAIN.replace(task, f'camunda:formKey="report">{loop}').encode()
    yield (
        "standard_loop.bpmn",
        _PLAIN.replace(task, 'camunda:formKey="report"><bpmn:standardLoopCharacteristics/></bpmn:userTask>').encode(),
    )
    yield (
        "import.bpmn",
        _PLAIN.replace("<bpmn:process", '<bpmn:import location="file:///etc/passwd"/><bpmn:process').encode(),
    )
    yield (
        "self_call.bpmn",
        _PLAIN.replace("userTask", "callActivity")
        .replace('camunda:formKey="report"', 'calledElement="employer_strand"')
        .encode(),
    )
    yield (
        "self_loop.bpmn",
        _PLAIN.replace("</bpmn:process>", f"{sound.flow('report', 'report')}</bpmn:process>").encode(),
    )
    yield "same_id.bpmn", _PLAIN.replace('"strand_ended"', '"report"').encode()
    yield "no_id.bpmn", _PLAIN.replace('id="report" ', "").encode()
    yield "empty_id.bpmn", _PLAIN.replace('"report"', '""').encode()
    yield "no_lane.bpmn", _PLAIN.replace("<bpmn:flowNodeRef>report</bpmn:flowNodeRef>", "").encode()
    yield "no_form.bpmn", _PLAIN.replace(' camunda:formKey="report"', "").encode()
    yield "no_target.bpmn", _PLAIN.replace('targetRef="strand_ended"', 'targetRef="nowhere"').encode()
    yield "no_target_at_all.bpmn", _PLAIN.replace(' targetRef="strand_ended"', "").encode()
    yield "no_process.bpmn", (sound.HEAD.format("a") + sound.TAIL).encode()
    yield "turned_round.bpmn", _PLAIN.replace("Send the report", "Send \u202eeht").encode()
    yield "process_in_process.bpmn", _PLAIN.replace("</bpmn:process>", '<bpmn:process id="q"/></bpmn:process>').encode()
    yield "foreign.bpmn", _PLAIN.replace("</bpmn:process>", '<x:y xmlns:x="urn:x"/></bpmn:process>').encode()


def _rounds() -> Iterator[tuple[str, bytes]]:
    """What goes round, waits for itself or makes itself happen."""
    end = '<bpmn:endEvent id="e" name="End"/>'
    start = '<bpmn:startEvent id="s"/>'
    stone = '<bpmn:intermediateThrowEvent id="{0}" name="Pass {0}"/>'
    again = '<bpmn:exclusiveGateway id="{0}" name="Again {0}?" default="{1}"/>'
    meet = "".join(f'<bpmn:inclusiveGateway id="g{n}"/>' for n in range(300))
    ways = [(n, m) for n in range(300) for m in range(n + 1, min(300, n + 5))]
    drawn = "".join(sound.flow(f"g{n}", f"g{m}") for n, m in ways)
    yield "gateways_that_all_meet.bpmn", sound.diagram("p", start + sound.flow("s", "g0") + meet + drawn)
    yield (
        "round_of_milestones.bpmn",
        sound.diagram(
            "p",
            start + sound.flow("s", "a") + stone.format("a") + sound.flow("a", "b") + again.format("b", "b_e")
            + sound.flow("b", "a", "more") + sound.flow("b", "e") + end,
        ),
    )  # fmt: skip
    fork = '<bpmn:parallelGateway id="f" name="Fork"/>' + sound.flow("f", "a") + sound.flow("f", "e")
    yield (
        "round_of_a_fork.bpmn",
        sound.diagram("p", start + sound.flow("s", "a") + stone.format("a") + sound.flow("a", "f") + fork + end),
    )
    meet = '<bpmn:parallelGateway id="m" name="Meet"/>' + sound.flow("m", "e")
    yield (
        "waits_for_a_choice.bpmn",
        sound.diagram(
            "p",
            start + sound.flow("s", "w") + again.format("w", "w_a") + sound.flow("w", "a") + sound.flow("w", "b", "x")
            + stone.format("a") + stone.format("b") + sound.flow("a", "m") + sound.flow("b", "m") + meet + end,
        ),
    )  # fmt: skip
    yield (
        "waits_for_itself.bpmn",
        sound.diagram("p", start + sound.flow("s", "m") + meet + again.format("g", "g_e") + sound.flow("g", "m", "x")),
    )
    news = sound.CASE.decode()
    message = '<bpmn:messageEventDefinition messageRef="news_message"/>'
    for name, ending in {
        "message": f'<bpmn:endEvent id="news_read">{message}</bpmn:endEvent>',
        "throw": f'<bpmn:intermediateThrowEvent id="news_read" name="More">{message}</bpmn:intermediateThrowEvent>',
        "signal": '<bpmn:endEvent id="news_read"><bpmn:signalEventDefinition/></bpmn:endEvent>',
    }.items():
        yield f"says_itself_{name}.bpmn", news.replace('<bpmn:endEvent id="news_read"/>', ending).encode()
    yield "stops_itself.bpmn", news.replace('isInterrupting="false"', 'isInterrupting="true"').encode()
    other = news.replace('id="case_of_one"', 'id="other"').partition("<bpmn:process")
    two = f"<bpmn:process{other[2]}".replace('calledElement="employer_strand"', 'calledElement="case_of_one"')
    both = news.replace('calledElement="employer_strand"', 'calledElement="other"').replace("</bpmn:definitions>", two)
    yield "calls_in_a_circle.bpmn", both.encode()


def _lies() -> Iterator[tuple[str, bytes]]:
    """Files that are something else than their names say."""
    contents = {
        "picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        "document": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog/OpenAction 2 0 R>>endobj",
        "program": b"MZ\x90\x00" + bytes(400),
        "archive": b"PK\x03\x04" + bytes(26) + b"xl/workbook.xml" + bytes(200),
        "page": b"<!doctype html><script>alert(1)</script>",
        "script": b"#!/bin/sh\ntouch /tmp/ladoflow-was-here\n",
        "pickle": b"\x80\x04cposix\nsystem\n(X\x02\x00\x00\x00idtR.",
        "yaml": b"!!python/object/apply:os.system ['id']\n",
        "vector": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    }
    for name, data in contents.items():
        for ending in ("bpmn", "dmn", "form", "csv"):
            yield f"{name}_as_{ending}.{ending}", data
    yield "diagram_as_form.form", sound.STRAND
    yield "diagram_as_list.csv", sound.STRAND
    yield "diagram_as_table.dmn", sound.STRAND
    yield "table_as_diagram.bpmn", sound.TABLE
    yield "form_as_diagram.bpmn", sound.form("f", sound.text("a", "A"))
    yield "list_as_form.form", sound.YES_NO
    yield "letter.docx", b"PK\x03\x04"


def _tricks() -> Iterator[tuple[str, bytes]]:
    """Signs that look like others, or like nothing."""
    for name, sign in {
        "override": "\u202e",
        "isolate": "\u2067",
        "embedding": "\u202b",
        "not_a_sign": "\uffff",
    }.items():
        yield f"label_{name}.bpmn", _PLAIN.replace("Send the report", f"Send{sign} the report").encode()
    for name, other in {
        "override": "rep\u202eort", "zero_width": "rep\u200bort", "joiner": "rep\u2060ort",
        "byte_order": "re\ufeffport",
        "tag": "rep\U000e0041ort", "line": "rep\u2028ort", "soft": "rep\u00adort", "private": "rep\ue000ort",
        "unassigned": "rep\u0378ort", "blank": "rep ort", "path": "../../etc/passwd", "markup": "&lt;script&gt;",
        "quote": "&quot; onload=&quot;", "address": "http://127.0.0.1:9/x", "number": "12", "long": "a" * 5_000,
    }.items():  # fmt: skip
        drawn = _PLAIN.replace('id="report"', f'id="{other}"').replace(">report<", f">{other}<")
        drawn = drawn.replace('Ref="report"', f'Ref="{other}"')
        yield f"id_{name}.bpmn", drawn.encode()
    yield "form_path.bpmn", _PLAIN.replace('formKey="report"', 'formKey="../../../etc/passwd"').encode()
    yield "form_address.bpmn", _PLAIN.replace('formKey="report"', 'formKey="http://127.0.0.1:9/x"').encode()
    yield "lane_of_nobody.bpmn", _PLAIN.replace('name="Employer"', 'name=" "').encode()


def _expressions() -> Iterator[tuple[str, bytes]]:
    for name, text in {
        "import": "__import__('os').system('id')",
        "dunder": "().__class__.__bases__",
        "lambda": "(lambda: 1)()",
        "exec": 'exec("x")',
        "python_and": 'a == "b"',
        "function": "function(x) x + 1",
        "external": 'function(x) external {java: {class: "java.lang.Math"}}',
        "open": 'open("/etc/passwd")',
        "unfinished": "level = ",
        "brackets": "(" * 5_000,
        "long": "1 + " * 3_000 + "1",
        "template": "${7*7}",
        "jinja": "{{ config }}",
        "equals": "=level",
        "semicolon": "a; b",
        "quote": 'level = "open',
    }.items():
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
        drawn = _PLAIN.replace('camunda:formKey="report"', f'camunda:formKey="report" camunda:dueDate="{escaped}"')
        yield f"expression_{name}.bpmn", drawn.encode()


def _ranges(rows: int, columns: int, apart: int) -> bytes:
    """A table whose every cell is a range, so that there are more gaps than anybody could look for."""
    asked = "".join(
        f'<input id="i{at}"><inputExpression id="e{at}" typeRef="number"><text>x{at}</text></inputExpression></input>'
        for at in range(columns)
    )
    drawn = "".join(
        f'<rule id="r{row}">'
        + "".join(
            f'<inputEntry id="t{row}_{at}"><text>[{row * at % apart}..{row * at % apart + 9}]</text></inputEntry>'
            for at in range(columns)
        )
        + f'<outputEntry id="o{row}"><text>1</text></outputEntry></rule>'
        for row in range(rows)
    )
    table = f'<decisionTable id="dt" hitPolicy="FIRST">{asked}<output id="out" name="o"/>{drawn}</decisionTable>'
    return _DMN.format(f'<decision id="a" name="A">{table}</decision>').encode()


def _tables() -> Iterator[tuple[str, bytes]]:
    table = sound.TABLE.decode()
    yield "policy.dmn", table.replace("UNIQUE", "LUCKY").encode()
    yield "overlap.dmn", table.replace('not("referral")', '"referral", "advice"').encode()
    yield "gap.dmn", table.replace('not("referral")', '"other"').encode()
    yield "unary_python.dmn", table.replace('not("referral")', "__import__('os')").encode()
    yield "result_python.dmn", table.replace('<text>"not"</text>', "<text>exec('x')</text>").encode()
    yield "language.dmn", table.replace('<text>"not"</text>', "<text>lambda: 1</text>").encode()
    row = '<rule id="r{0}"><inputEntry id="i{0}"><text>{1}</text></inputEntry><outputEntry id="o{0}"><text>1</text>'
    for rows in (250, 2_400):
        drawn = "".join(f"{row.format(n, f'not(&quot;c{n}&quot;)')}</outputEntry></rule>" for n in range(rows))
        yield f"rows_{rows}.dmn", table.replace("</decisionTable>", f"{drawn}</decisionTable>").encode()
    yield "not_a_table.dmn", b"<a/>"
    yield "ranges_of_six_numbers.dmn", _ranges(rows=280, columns=6, apart=50)
    yield "ranges_all_different.dmn", _ranges(rows=280, columns=6, apart=1_000)
    yield "cut.dmn", sound.TABLE[:300]
    yield (
        "missing_cell.dmn",
        table.replace('<inputEntry id="duty_2i"><text>not("referral")</text></inputEntry>', "").encode(),
    )
    asks = '<decision id="{0}" name="{0}"><informationRequirement id="r_{0}"><requiredDecision href="#{1}"/>'
    asks += '</informationRequirement><literalExpression id="l_{0}"><text>{1}</text></literalExpression></decision>'
    yield "asks_itself.dmn", _DMN.format(asks.format("a", "a")).encode()
    yield "ask_each_other.dmn", _DMN.format(asks.format("a", "b") + asks.format("b", "a")).encode()
    yield "asks_elsewhere.dmn", _DMN.format(asks.format("a", "a").replace("#a", "http://127.0.0.1:9/x#a")).encode()
    yield "asks_nobody.dmn", _DMN.format(asks.format("a", "gone")).encode()
    yield "knowledge.dmn", _DMN.format('<businessKnowledgeModel id="k" name="k"/>').encode()
    yield "import.dmn", _DMN.format('<import namespace="x" locationURI="file:///etc/passwd" importType="x"/>').encode()


def _forms() -> Iterator[tuple[str, bytes]]:
    def form(*components: object) -> bytes:
        return json.dumps({"type": "default", "id": "f", "components": list(components)}).encode()

    yield "not_json.form", b"{"
    yield "list.form", b"[]"
    yield "null.form", b"null"
    yield "number.form", b"1e400"
    yield "deep.form", b"[" * 100_000 + b"]" * 100_000
    yield "not_utf8.form", b'{"type": "\xff"}'
    yield "zero.form", b'{"type": "default"}\0'
    yield "many_fields.form", form(*(sound.text(f"k{n}", "K") for n in range(10_000)))
    yield "same_key.form", form(sound.text("a", "A"), sound.text("a", "B"))
    for key in ("csrf_token", "version", "adult", "children", "if", "and", "A b", "__class__", "a.b", "", "id", "now"):
        yield f"key_{key or 'empty'}.form".replace(" ", "_"), form(sound.text(key, "K"))
    for kind in ("button", "iframe", "html", "image", "table", "script", "expression", "documentPreview", "made_up"):
        yield f"component_{kind}.form", form(sound.text("a", "A"), {"type": kind, "id": "x", "key": "b", "label": "B"})
    yield "pattern.form", form(sound.text("a", "A", validate={"pattern": "(a+)+$"}))
    yield "list_missing.form", form({"type": "select", "id": "x", "key": "a", "label": "A", "valuesKey": "nowhere"})
    yield (
        "values_expression.form",
        form({"type": "select", "id": "x", "key": "a", "label": "A", "valuesExpression": "=os"}),
    )
    yield "hide_python.form", form(sound.text("a", "A", conditional={"hide": "=__import__('os')"}))
    yield "hide_feel.form", form(sound.text("a", "A", conditional={"hide": "=(("}))
    yield "no_label.form", form(sound.text("a", ""))
    inside: object = sound.text("a", "A")
    for _ in range(300):
        inside = {"type": "group", "id": "g", "label": "G", "components": [inside]}
    yield "groups_in_groups.form", form(inside)
    for name in ("../../etc/passwd", "http://127.0.0.1:9/x", "a\0b", "a" * 5_000):
        yield f"list_{len(name)}.form", form({"type": "select", "id": "x", "key": "a", "label": "A", "valuesKey": name})
    yield "not_a_number.form", b'{"type": "default", "id": "f", "components": [{"type": "number", "min": NaN}]}'
    yield "large_number.form", b'{"type": "default", "id": "f", "components": ' + b"9" * 10_000 + b"}"
    yield "half_a_sign.form", form(sound.text("a", "A\ud800"))
    yield "components_a_text.form", b'{"type": "default", "id": "f", "components": "abc"}'
    yield "components_numbers.form", b'{"type": "default", "id": "f", "components": [1, null, [], true]}'
    yield "type_a_list.form", b'{"type": "default", "id": "f", "components": [{"type": ["text"], "key": {}}]}'
    for n in ("min", "max", "minLength", "maxLength"):
        yield f"rule_{n}.form", form(sound.text("a", "A", validate={n: "x"}))
    yield "cut.form", form(sound.text("a", "A"))[:30]


def _lists() -> Iterator[tuple[str, bytes]]:
    head = b"code,label,from,to,report_group,source\n"
    for name, cell in {
        "sum": "=1+1",
        "plus": "+1",
        "minus": "-1+1",
        "at": "@SUM(A1)",
        "dde": "=cmd|'/c calc'!A0",
    }.items():
        yield f"formula_{name}.csv", head + f'a,"{cell}",,,,\n'.encode()
    yield "no_head.csv", b"a,b\n"
    yield "empty.csv", b""
    yield "binary.csv", bytes(range(256))
    yield "zero.csv", head + b"a,A\0,,,,\n"
    yield "code.csv", head + b"A b,Label,,,,\n"
    yield "no_label.csv", head + b"a,,,,,\n"
    yield "twice.csv", head + b"a,A,,,,\na,B,,,,\n"
    yield "date.csv", head + b"a,A,2026-02-30,,,\n"
    yield "backwards.csv", head + b"a,A,2026-02-03,2026-01-01,,\n"
    yield "cells.csv", head + b"a,A,,,,,,,,,\n"
    yield "quote.csv", head + b'a,"A,,,,\n'
    yield "sixteen_bits.csv", sound.YES_NO.decode().encode("utf-16")
    yield "columns.csv", b",".join(b"c%d" % n for n in range(50_000)) + b"\n"
    yield "one_cell.csv", head + b'a,"' + b"x" * 200_000 + b'",,,,\n'
    yield "tab.csv", head + b"a,\t=1+1,,,,\n"
    yield "return.csv", head + b'a,"\r=1+1",,,,\n'
    yield "wide.csv", head + "a,\uff1d1+1,,,,\n".encode()
    yield "clocks.csv", b"code,label\nT01,Soon\n"
