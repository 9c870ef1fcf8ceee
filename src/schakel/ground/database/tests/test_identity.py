"""Primary keys: of the right kind, sorted by time, and not two alike."""

import time
from uuid import RFC_4122

from schakel.ground.database.identity import new_id


def test_a_new_id_is_a_version_7_uuid_of_now():
    before = time.time_ns() // 1_000_000
    made = new_id()
    after = time.time_ns() // 1_000_000
    assert made.version == 7
    assert made.variant == RFC_4122
    assert before <= made.int >> 80 <= after


def test_ids_do_not_repeat_and_sort_by_the_millisecond():
    earlier = [new_id() for _ in range(5_000)]
    time.sleep(0.002)
    later = [new_id() for _ in range(5_000)]
    assert len({*earlier, *later}) == 10_000
    assert max(earlier) < min(later)
