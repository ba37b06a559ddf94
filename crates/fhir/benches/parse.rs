use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use portico_fhir::Found;
use portico_fhir::shapes::Observation;
use serde_json::json;

/// A page of laboratory results of the usual kind.
fn page(results: usize) -> String {
    let entries: Vec<_> = (0..results).map(entry).collect();
    json!({"resourceType": "Bundle", "type": "searchset", "total": results, "entry": entries}).to_string()
}

fn entry(number: usize) -> serde_json::Value {
    let resource = json!({
        "resourceType": "Observation",
        "id": format!("result-{number}"),
        "meta": {"versionId": "1", "lastUpdated": "2026-01-02T03:04:05.678Z",
            "profile": ["http://hl7.org/fhir/us/core/StructureDefinition/us-core-observation-lab"]},
        "status": "final",
        "category": [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/observation-category",
            "code": "laboratory", "display": "Laboratory"}]}],
        "code": {"coding": [{"system": "http://loinc.org", "code": "2339-0", "display": "Glucose [Mass/volume] in Blood"}],
            "text": "Glucose"},
        "subject": {"reference": "Patient/1", "display": "Ana Luz"},
        "encounter": {"reference": "Encounter/9"},
        "effectiveDateTime": "2026-01-01T08:30:00-05:00",
        "issued": "2026-01-01T12:00:00.000-05:00",
        "performer": [{"reference": "Organization/lab", "display": "Laboratory"}],
        "valueQuantity": {"value": 95.4, "unit": "mg/dL", "system": "http://unitsofmeasure.org", "code": "mg/dL"},
        "interpretation": [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation",
            "code": "N"}]}],
        "referenceRange": [{"low": {"value": 70, "unit": "mg/dL"}, "high": {"value": 99, "unit": "mg/dL"}, "text": "70-99"}]
    });
    json!({"fullUrl": format!("http://127.0.0.1/fhir/Observation/result-{number}"), "resource": resource,
        "search": {"mode": "match"}})
}

fn parse(criterion: &mut Criterion) {
    let text = page(500);
    let mut group = criterion.benchmark_group("observations");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("entries", |bencher| {
        bencher.iter(|| Found::from_text(black_box(&text), "Observation").expect("a Bundle"));
    });
    group.bench_function("entries and shapes", |bencher| {
        bencher.iter(|| {
            let found = Found::from_text(black_box(&text), "Observation").expect("a Bundle");
            let shapes: Vec<_> = found.matches().map(|raw| raw.parse::<Observation>()).collect();
            shapes
        });
    });
    group.finish();
}

criterion_group!(benches, parse);
criterion_main!(benches);
