use std::fs;

use domain::views::Failure;
use service::kits;

use super::house::House;

#[tokio::test]
async fn the_shipped_kit_is_there_for_whoever_is_signed_in() {
    let house = House::new().await;
    let actor = house.member(1).await;
    let listed = house.service.kits(&actor).await.expect("listed");
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].questions, 10);
    let kit = house
        .service
        .kit(&actor, &listed[0].id)
        .await
        .expect("it is there");
    assert_eq!(kit.name, listed[0].name);
    assert_eq!(
        house.service.kit(&actor, "nurse").await,
        Err(Failure::NotFound)
    );
}

#[test]
fn a_kit_that_cannot_be_used_is_named_with_line_and_reason() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(
        folder.path().join("mine.toml"),
        "format = 1\nid = \"my kit\"\n",
    )
    .expect("written");
    let error = kits::read(Some(folder.path())).expect_err("it is no kit");
    let said = error.to_string();
    assert!(
        said.contains("mine.toml") && said.contains("line 2"),
        "{said}"
    );
}

#[test]
fn a_second_kit_of_one_id_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let shipped = include_str!("../../../kits/back-end-developer.toml");
    fs::write(folder.path().join("copy.toml"), shipped).expect("written");
    let error = kits::read(Some(folder.path())).expect_err("there are two");
    assert!(error.to_string().contains("copy.toml"), "{error}");
}

#[test]
fn a_kit_of_ones_own_comes_after_the_shipped() {
    let folder = tempfile::tempdir().expect("a folder");
    let shipped = include_str!("../../../kits/back-end-developer.toml");
    let own = shipped.replacen("id = \"back-end-developer\"", "id = \"ours\"", 1);
    fs::write(folder.path().join("ours.toml"), own).expect("written");
    fs::write(folder.path().join("notes.txt"), "not a kit").expect("written");
    let read = kits::read(Some(folder.path())).expect("both are kits");
    let ids: Vec<&str> = read.iter().map(|kit| kit.id.as_str()).collect();
    assert_eq!(ids, ["back-end-developer", "ours"]);
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let missing = folder.path().join("missing");
    let error = kits::read(Some(&missing)).expect_err("it is missing");
    assert!(error.to_string().contains("missing"), "{error}");
}
