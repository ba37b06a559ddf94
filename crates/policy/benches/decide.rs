//! What a decision and a set of labels cost. Aim: 20 µs a decision, 1 µs for the labels of an item with five codes.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use portico_model::{Assurance, Category, Purpose, Role, Sensitivities, Sensitivity};
use portico_policy::sensitivity::{CodeRef, Labels};
use portico_policy::{Act, AskerFacts, ItemFacts, Policy, Question, Standing};

fn decide(c: &mut Criterion) {
    let policy = Policy::load().expect("the embedded policies load");
    let asker = AskerFacts { role: Role::Patient, assurance: Assurance::TwoFactor, is_fresh: false };
    let read = |sensitivities| {
        let item = ItemFacts { category: Category::Laboratory, sensitivities };
        Question::new(asker, Some(Standing::ONESELF), Act::Read(item), Purpose::PatientRequest)
    };
    let plain = read(Sensitivities::NONE);
    let sensitive = read(Sensitivities::NONE.with(Sensitivity::Hiv).with(Sensitivity::SubstanceUse));
    let stranger = Question { standing: None, ..plain };

    c.bench_function("decide: self reads a plain result", |b| b.iter(|| policy.decide(black_box(&plain))));
    c.bench_function("decide: self reads a sensitive result", |b| {
        b.iter(|| policy.decide(black_box(&sensitive)))
    });
    c.bench_function("decide: a stranger is refused", |b| b.iter(|| policy.decide(black_box(&stranger))));
}

fn label(c: &mut Criterion) {
    let labels = Labels::load().expect("the embedded tables load");
    let item = [
        CodeRef { system: "http://snomed.info/sct", code: "75544000" },
        CodeRef { system: "http://hl7.org/fhir/sid/icd-10-cm", code: "F11.20" },
        CodeRef { system: "http://loinc.org", code: "2093-3" },
        CodeRef { system: "urn:oid:1.2.840.114350.1.13.0.1.7.2.696580", code: "100213" },
        CodeRef { system: "http://terminology.hl7.org/CodeSystem/v3-ActCode", code: "ETH" },
    ];
    let name = "buprenorphine 2 MG / naloxone 0.5 MG Sublingual Tablet";

    c.bench_function("label: an item with five codes", |b| b.iter(|| labels.of(black_box(item))));
    c.bench_function("label: the name of a medicine", |b| b.iter(|| labels.of_words(black_box(name))));
}

criterion_group!(benches, decide, label);
criterion_main!(benches);
