use futures::TryStreamExt;
use portico_audit::Action;
use portico_model::{Asker, Role};
use portico_oversight::{ExportForm, OversightError, Search};
use serde_json::Value;

use crate::world::{World, asker, look, noon};

fn everything() -> Search {
    Search { from: Some(noon(-1)), to: Some(noon(100_000)), ..Search::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_has_every_entry_once_and_tells_its_volume_before_it_leaves() {
    let world = World::start().await;
    let who = world.account("okafor", Role::Clinician).await;
    let events = (0..1_203).map(|n| world.log.append(look(who, "ana", noon(n / 7))));
    futures::future::try_join_all(events).await.unwrap();

    for (form, kind) in [(ExportForm::Fhir, "AuditEvent"), (ExportForm::Plain, "")] {
        let export = world.oversight.export(&world.officer, &everything(), form).await.unwrap();
        let batches: Vec<_> = export.lines().try_collect().await.unwrap();
        let text = String::from_utf8(batches.concat()).unwrap();
        let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();

        assert_eq!((batches.len(), lines.len()), (3, 1_203));
        assert_eq!(lines[0]["resourceType"].as_str().unwrap_or_default(), kind);
        let mut ids: Vec<String> = lines
            .iter()
            .map(|line| line["id"].as_str().map_or(line["index"].to_string(), str::to_owned))
            .collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), 1_203);
    }

    let told = world.acts(Action::ExportAudit).await;
    let volume: u32 = told.iter().map(|event| event.counts.shown).sum();
    assert_eq!((told.len(), volume), (8, 2 * 1_203));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_wants_a_fresh_factor_and_the_office() {
    let world = World::start().await;

    let stale = Asker { is_fresh: false, ..world.officer.clone() };
    let clinician = asker(world.officer.account, Role::Clinician);

    let refused = world.oversight.export(&stale, &everything(), ExportForm::Fhir).await;
    assert!(matches!(refused.err(), Some(OversightError::StepUpNeeded)));
    let refused = world.oversight.export(&clinician, &everything(), ExportForm::Fhir).await;
    assert!(matches!(refused.err(), Some(OversightError::Refused)));
    assert_eq!(world.acts(Action::ExportAudit).await.len(), 2);
}
