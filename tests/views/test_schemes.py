from kg.views import schemes


def test_the_84_official_scenarios_stand_in_order_in_four_areas():
    found = schemes.scenarios()
    assert [row["number"] for row in found] == list(range(1, 85))
    assert len({row["area"] for row in found}) == 4
    assert all(row["zh"] and row["en"] and row["areaZh"] and row["areaEn"] for row in found)
    stages = {row["id"] for row in schemes.stages()}
    assert {row["stage"] for row in found} - {None} <= stages


def test_stages_stand_in_the_order_of_a_patients_way():
    assert [row["id"] for row in schemes.stages()] == list(schemes.STAGES)
    assert {row["within"] for row in schemes.stages()} == {None, "InHospital"}
