//! The portal against `sekmet-fhir`: the same people as in the sandbox, and what their pages say. It knows no Goal, no
//! CareTeam and no Binary in its CapabilityStatement, keeps numbers as a computer does, takes a batch only from who may
//! write, and heeds `Prefer: handling=strict` everywhere but in a batch.

mod differences;
mod faults;
mod journeys;
mod same;
mod walk;
mod world;
