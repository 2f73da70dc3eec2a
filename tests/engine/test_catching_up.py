"""A draft is brought up to a later version while another window of its author saves."""

import threading

import pytest
from sqlalchemy import Engine

from engine import catching_up, db, drafts, versions
from engine.models import ProcedureVersion
from tests import builders
from tests.builders import MONDAY
from tests.webui.desk import files

FORM = "forms/anything.form"


@pytest.mark.database
def test_what_another_window_is_just_saving_is_neither_overwritten_nor_lost(engine_db: Engine) -> None:
    with db.writing(engine_db) as session:
        authority = builders.a_council(session, files())
        owner = builders.a_user(session, authority, "Process owner").id
        approver = builders.a_user(session, authority, "Process approver").id
        draft = drafts.start(session, authority.id, name="One", by=owner, now=MONDAY)
        changed = files() | {FORM: files()[FORM] + b"\n"}
        version = versions.propose(session, authority.id, changed, note="Two", by=None, now=MONDAY)
        versions.approve(session, version, by=approver, now=MONDAY)
        session.commit()
        draft_id, version_id = draft.id, version.id
        seen = catching_up.marks(files(), drafts.files(session, draft_id), changed)
        session.commit()
    told: list[object] = []

    def bring_in() -> None:
        with db.writing(engine_db) as session:
            try:
                told.append(
                    catching_up.catch_up(
                        session, drafts.mine(session, draft_id, owner), session.get_one(ProcedureVersion, version_id),
                        {}, seen=seen, by=owner, now=MONDAY,
                    )
                )  # fmt: skip
                session.commit()
            except catching_up.ChangedMeanwhile as why:
                told.append(why)

    with db.writing(engine_db) as session:
        mine = drafts.mine(session, draft_id, owner)
        drafts.save(session, mine, FORM, files()[FORM] + b" ", seen=1, now=MONDAY)
        session.flush()
        other = threading.Thread(target=bring_in)
        other.start()
        other.join(timeout=1)
        session.commit()
    other.join()
    assert isinstance(told[0], catching_up.ChangedMeanwhile)
    with db.reading(engine_db) as session:
        assert drafts.files(session, draft_id)[FORM] == files()[FORM] + b" "
