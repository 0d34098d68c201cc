"""The shapes that ship, on graphs that the store writes."""


def test_a_graph_as_we_write_it_conforms(field):
    assert list(field.faults()) == []


def test_an_empty_store_conforms(store):
    assert list(store.faults()) == []


def test_a_fault_names_the_article_and_what_is_wrong(field, tell):
    wrong = tell("first develops mingqi", source="wrong.txt")
    field.add(wrong)
    (line,) = field.faults()
    assert line.startswith(f"art:{wrong.article.id}: ")
    assert "develops" in line
    assert "ent:mingqi" in line
    assert "\n" not in line


def test_faults_beyond_the_first_batch_are_found(store, tell):
    for number in range(25):
        store.add(tell("mingqi develops qiji", title=str(number), source=f"{number}.txt"))
        store.add(tell(f"lyra deploys qiji {2000 + number}", source=f"{number}.html"))
    assert list(store.faults()) == []
    wrong = [tell(f"first deploys second {2000 + n}", source=f"w{n}") for n in range(3)]
    for extraction in wrong:
        store.add(extraction)
    found = [line.partition(": ")[0] for line in store.faults()]
    assert found == sorted(f"art:{w.article.id}" for w in wrong)
