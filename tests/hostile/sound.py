"""A small sound procedure as files, for tests that spoil one thing in it."""

import json

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'id="defs_{0}" targetNamespace="http://ladoflow.example">'
)
TAIL = "</bpmn:definitions>"
FORMAL = 'xsi:type="bpmn:tFormalExpression"'


def flow(source: str, target: str, condition: str = "", name: str = "") -> str:
    """An arrow, called source_target."""
    inside = f"<bpmn:conditionExpression {FORMAL}>{condition}</bpmn:conditionExpression>" if condition else ""
    called = f' name="{name}"' if name else ""
    return (
        f'<bpmn:sequenceFlow id="{source}_{target}" sourceRef="{source}" targetRef="{target}"{called}>'
        f"{inside}</bpmn:sequenceFlow>"
    )


def lanes(**members: str) -> str:
    """Lanes by name (underscores are blanks), each with its steps, separated by blanks."""
    drawn = "".join(
        f'<bpmn:lane id="lane_{name}" name="{name.replace("_", " ")}">'
        + "".join(f"<bpmn:flowNodeRef>{step}</bpmn:flowNodeRef>" for step in steps.split())
        + "</bpmn:lane>"
        for name, steps in members.items()
    )
    return f'<bpmn:laneSet id="lanes">{drawn}</bpmn:laneSet>'


def diagram(name: str, inside: str, before: str = "") -> bytes:
    """One process in one file."""
    label = name.replace("_", " ").capitalize()
    body = f'<bpmn:process id="{name}" name="{label}" isExecutable="true">{inside}</bpmn:process>'
    return f"{HEAD.format(name)}{before}{body}{TAIL}".encode()


CALL = diagram(
    "call",
    lanes(LADO="call_comes")
    + '<bpmn:startEvent id="call_comes" name="A call comes" camunda:formKey="call"/>'
    + flow("call_comes", "received")
    + '<bpmn:endEvent id="received" name="Contact received">'
    + '<bpmn:messageEventDefinition id="received_message" messageRef="contact_in_call"/></bpmn:endEvent>',
    '<bpmn:message id="contact_in_call" name="Contact received"/>',
)

CASE = diagram(
    "case_of_one",
    lanes(LADO="decide news", LADO_manager="remind")
    + '<bpmn:startEvent id="opened"><bpmn:messageEventDefinition messageRef="contact_in_case"/></bpmn:startEvent>'
    + flow("opened", "decide")
    + '<bpmn:userTask id="decide" name="Decide the threshold" camunda:formKey="threshold" '
    + """camunda:dueDate='clock("T03", received_at)'>"""
    + "<bpmn:extensionElements><camunda:properties>"
    + '<camunda:property name="discloses" value="adult.name, documents:police release"/>'
    + '<camunda:property name="guidance" value="Procedure 7.2"/>'
    + "</camunda:properties></bpmn:extensionElements></bpmn:userTask>"
    + '<bpmn:boundaryEvent id="late" name="One working day" attachedToRef="decide" cancelActivity="false">'
    + f'<bpmn:timerEventDefinition><bpmn:timeDate {FORMAL}>clock("T03", received_at)</bpmn:timeDate>'
    + "</bpmn:timerEventDefinition></bpmn:boundaryEvent>"
    + flow("late", "remind")
    + '<bpmn:userTask id="remind" name="Remind the LADO" camunda:formKey="reminder"/>'
    + flow("remind", "reminded")
    + '<bpmn:endEvent id="reminded" name="Reminded"/>'
    + flow("decide", "is_it")
    + '<bpmn:exclusiveGateway id="is_it" name="Is it a referral?"/>'
    + flow("is_it", "tell", 'decision = "referral"', "yes")
    + flow("is_it", "close", 'decision = "advice"', "no")
    + '<bpmn:callActivity id="tell" name="Tell each employer" calledElement="employer_strand">'
    + """<bpmn:multiInstanceLoopCharacteristics camunda:collection='engagements[told = "yes"]' """
    + 'camunda:elementVariable="engagement"/></bpmn:callActivity>'
    + flow("tell", "ended")
    + '<bpmn:intermediateCatchEvent id="ended" name="All strands have ended"><bpmn:conditionalEventDefinition>'
    + f'<bpmn:condition {FORMAL}>every s in strands satisfies s.status = "finished"</bpmn:condition>'
    + "</bpmn:conditionalEventDefinition></bpmn:intermediateCatchEvent>"
    + flow("ended", "duty")
    + '<bpmn:businessRuleTask id="duty" name="Find the duty" camunda:decisionRef="duty_table" '
    + 'camunda:resultVariable="duty"/>'
    + flow("duty", "close")
    + '<bpmn:serviceTask id="close" name="Close the case" camunda:type="external" camunda:topic="close_case"/>'
    + flow("close", "closed")
    + '<bpmn:endEvent id="closed" name="Closed"/>'
    + '<bpmn:subProcess id="news" name="New information" triggeredByEvent="true">'
    + "<bpmn:extensionElements><camunda:properties>"
    + '<camunda:property name="offered" value="closed = false"/></camunda:properties></bpmn:extensionElements>'
    + '<bpmn:startEvent id="news_comes" isInterrupting="false"><bpmn:messageEventDefinition messageRef="news_message"/>'
    + "</bpmn:startEvent>"
    + flow("news_comes", "read_news")
    + '<bpmn:userTask id="read_news" name="Read what is new" camunda:formKey="reminder"/>'
    + flow("read_news", "news_read")
    + '<bpmn:endEvent id="news_read"/></bpmn:subProcess>',
    '<bpmn:message id="contact_in_case" name="Contact received"/><bpmn:message id="news_message" name="News"/>',
)

STRAND = diagram(
    "employer_strand",
    "<bpmn:extensionElements><camunda:properties>"
    '<camunda:property name="thing" value="strand"/><camunda:property name="kind" value="employer"/>'
    "</camunda:properties></bpmn:extensionElements>"
    + lanes(Employer="report")
    + '<bpmn:startEvent id="told"/>'
    + flow("told", "report")
    + '<bpmn:userTask id="report" name="Send the report" camunda:formKey="report"/>'
    + flow("report", "strand_ended")
    + '<bpmn:endEvent id="strand_ended" name="Strand ended"/>',
)

TABLE = b"""<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="tables" name="tables" namespace="ladoflow">
  <decision id="duty_table" name="The duty">
    <decisionTable id="duty_rows" hitPolicy="UNIQUE">
      <input id="duty_in"><inputExpression id="duty_asked" typeRef="string"><text>decision</text></inputExpression>
      <inputValues id="duty_values"><text>"advice","referral"</text></inputValues></input>
      <output id="duty_out" name="duty" typeRef="string"/>
      <rule id="duty_1"><inputEntry id="duty_1i"><text>"referral"</text></inputEntry>
      <outputEntry id="duty_1o"><text>"must"</text></outputEntry></rule>
      <rule id="duty_2"><inputEntry id="duty_2i"><text>not("referral")</text></inputEntry>
      <outputEntry id="duty_2o"><text>"not"</text></outputEntry></rule>
    </decisionTable>
  </decision>
</definitions>
"""


def form(name: str, *components: dict[str, object]) -> bytes:
    """A form-js schema."""
    schema = {"type": "default", "id": name, "schemaVersion": 18, "components": list(components)}
    return json.dumps(schema).encode()


def text(key: str, label: str, **more: object) -> dict[str, object]:
    """A text field."""
    return {"type": "textfield", "id": f"field_{key}", "key": key, "label": label, **more}


DECISION: dict[str, object] = {
    "type": "radio",
    "id": "field_decision",
    "key": "decision",
    "label": "What is it?",
    "validate": {"required": True},
    "values": [{"value": "advice", "label": "Advice"}, {"value": "referral", "label": "A referral"}],
}
TOLD: dict[str, object] = {
    "type": "dynamiclist",
    "id": "field_engagements",
    "path": "engagements",
    "label": "Employers",
    "properties": {"rows": "engagement"},
    "components": [
        text("employer", "Employer"),
        {"type": "select", "id": "field_told", "key": "told", "label": "Tell them?", "valuesKey": "yes_no"},
    ],
}

CLOCKS = (
    b"code,label,amount,unit,day_one,pauses,rolls,from,to,source,because,receipt\n"
    b"T03,Threshold,1,working_days,no,no,none,,,Procedure,the contact came,yes\n"
)
YES_NO = b"code,label,from,to,report_group,source\nyes,Yes,,,,ours\nno,No,,,,ours\n"
ADULTS: dict[str, object] = {
    "type": "dynamiclist",
    "id": "field_adults",
    "path": "adults",
    "label": "Adults",
    "properties": {"rows": "adult"},
    "components": [text("name", "Name")],
}


def files() -> dict[str, bytes]:
    """The whole of it: a way in, a case, a strand, a table, forms, lists, clocks. The check finds nothing in it."""
    return {
        "processes/call.bpmn": CALL,
        "processes/case_of_one.bpmn": CASE,
        "processes/employer_strand.bpmn": STRAND,
        "processes/duty.dmn": TABLE,
        "forms/call.form": form("call", text("what_happened", "What happened?"), ADULTS),
        "forms/threshold.form": form("threshold", DECISION, TOLD),
        "forms/reminder.form": form("reminder", text("reminded", "What was said?")),
        "forms/report.form": form("report", text("found", "What was found?")),
        "forms/lists/yes_no.csv": YES_NO,
        "forms/lists/clocks.csv": CLOCKS,
    }


def spoilt(path: str, old: str, new: str) -> dict[str, bytes]:
    """The sound procedure with one text of one file replaced, everywhere in it."""
    whole = files()
    before = whole[path]
    whole[path] = before.replace(old.encode(), new.encode())
    if whole[path] == before:
        raise ValueError(f"{old!r} is not in {path}")
    return whole
