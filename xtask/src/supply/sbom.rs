//! A bill of materials in CycloneDX 1.6 (ECMA-424), out of what cargo resolves: every crate that is built into the command
//! or helps to build it, for any platform. Tests and the simulated neighbourhood are not in it.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

/// The command that is served.
const ROOT: &str = "portico";

/// `lock` is the text of `Cargo.lock`, which has the checksums.
pub fn bill(metadata: &Value, lock: &str) -> Result<Value> {
    let packages = by_id(&metadata["packages"])?;
    let nodes = by_id(&metadata["resolve"]["nodes"])?;
    let root = packages.iter().find(|(_, package)| package["name"] == ROOT).map(|(id, _)| *id);
    let root = root.context("cargo metadata knows no package `portico`")?;
    let used = reachable(root, &nodes)?;
    let sums = checksums(lock);
    let mut components = Vec::new();
    let mut dependencies = Vec::new();
    for id in &used {
        let package = packages.get(id.as_str()).context("a crate without a package")?;
        if id.as_str() != root {
            components.push(component(package, "library", &sums)?);
        }
        let own = needs(nodes.get(id.as_str()).copied(), &packages)?;
        dependencies.push(json!({ "ref": reference(package)?, "dependsOn": own }));
    }
    Ok(json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": component(packages[root], "application", &sums)?,
            "tools": { "components": [{ "type": "application", "name": "xtask" }] },
        },
        "components": components,
        "dependencies": dependencies,
    }))
}

/// Fails where a field that the format requires is missing, or a reference leads nowhere.
pub fn check(bom: &Value) -> Result<()> {
    ensure!(bom["bomFormat"] == "CycloneDX" && bom["specVersion"] == "1.6", "it does not say what it is");
    ensure!(bom["version"].as_u64().is_some_and(|version| version > 0), "it has no version");
    let main = &bom["metadata"]["component"];
    let rest = bom["components"].as_array().context("it lists no components")?;
    let mut known = BTreeSet::new();
    for component in std::iter::once(main).chain(rest) {
        for field in ["type", "name", "version", "bom-ref", "purl"] {
            let text = component[field].as_str().unwrap_or_default();
            ensure!(!text.is_empty(), "a component has no `{field}`: {component}");
        }
        let own = component["bom-ref"].as_str().unwrap_or_default();
        ensure!(known.insert(own), "two components are `{own}`");
    }
    for dependency in bom["dependencies"].as_array().context("it lists no dependencies")? {
        let needed = dependency["dependsOn"].as_array().context("a dependency lists nothing")?;
        for place in std::iter::once(&dependency["ref"]).chain(needed) {
            let place = place.as_str().context("a reference is no text")?;
            ensure!(known.contains(place), "`{place}` is no component");
        }
    }
    Ok(())
}

fn by_id(list: &Value) -> Result<BTreeMap<&str, &Value>> {
    let list = list.as_array().context("cargo metadata lists nothing")?;
    list.iter().map(|it| Ok((it["id"].as_str().context("something without an id")?, it))).collect()
}

/// Everything that the root needs to run or to be built. What only tests need is left out.
fn reachable(root: &str, nodes: &BTreeMap<&str, &Value>) -> Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    let mut next = vec![root.to_owned()];
    while let Some(id) = next.pop() {
        if !found.insert(id.clone()) {
            continue;
        }
        let node = nodes.get(id.as_str()).with_context(|| format!("cargo did not resolve {id}"))?;
        next.extend(needed(node)?.into_iter().map(str::to_owned));
    }
    Ok(found)
}

fn needed(node: &Value) -> Result<Vec<&str>> {
    let all = node["deps"].as_array().context("a crate lists no dependencies")?;
    let is_used = |dependency: &Value| {
        let kinds = dependency["dep_kinds"].as_array();
        kinds.is_some_and(|kinds| kinds.iter().any(|kind| kind["kind"] != "dev"))
    };
    all.iter()
        .filter(|dependency| is_used(dependency))
        .map(|dependency| dependency["pkg"].as_str().context("a dependency without a package"))
        .collect()
}

fn needs(node: Option<&Value>, packages: &BTreeMap<&str, &Value>) -> Result<BTreeSet<String>> {
    let node = node.context("a crate that was not resolved")?;
    needed(node)?.into_iter().map(|id| reference(packages[id])).collect()
}

fn component(package: &Value, kind: &str, sums: &BTreeMap<String, String>) -> Result<Value> {
    let (name, version) = name_and_version(package)?;
    let mut component = json!({
        "type": kind,
        "bom-ref": reference(package)?,
        "name": name,
        "version": version,
        "purl": reference(package)?,
    });
    match (package["license"].as_str(), package["license_file"].as_str()) {
        // Older crates divide alternatives by a stroke, which SPDX does not know.
        (Some(licence), _) => {
            component["licenses"] = json!([{ "expression": licence.replace('/', " OR ") }]);
        }
        (None, Some(file)) => {
            component["licenses"] = json!([{ "license": { "name": format!("see {file} in the crate") } }]);
        }
        (None, None) => {}
    }
    if let Some(sum) = sums.get(&format!("{name} {version}")) {
        component["hashes"] = json!([{ "alg": "SHA-256", "content": sum }]);
    }
    Ok(component)
}

/// The package URL, which serves as the reference as well.
fn reference(package: &Value) -> Result<String> {
    let (name, version) = name_and_version(package)?;
    Ok(format!("pkg:cargo/{name}@{}", version.replace('+', "%2B")))
}

fn name_and_version(package: &Value) -> Result<(&str, &str)> {
    match (package["name"].as_str(), package["version"].as_str()) {
        (Some(name), Some(version)) => Ok((name, version)),
        _ => bail!("a package without a name or a version"),
    }
}

/// The checksums of `Cargo.lock` by name and version.
fn checksums(lock: &str) -> BTreeMap<String, String> {
    let of_package = |text: &str| {
        let field = |name: &str| {
            let start = format!("{name} = \"");
            text.lines().find_map(|line| line.strip_prefix(&start)?.strip_suffix('"').map(str::to_owned))
        };
        Some((format!("{} {}", field("name")?, field("version")?), field("checksum")?))
    };
    lock.split("[[package]]").filter_map(of_package).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "version = 4\n\n[[package]]\nname = \"serde\"\nversion = \"1.0.1\"\n\
        source = \"registry\"\nchecksum = \"abc1\"\n\n[[package]]\nname = \"portico\"\nversion = \"0.1.0\"\n";

    fn metadata() -> Value {
        let package = |id: &str, name: &str, version: &str, licence: Value| json!({ "id": id, "name": name, "version": version, "license": licence, "license_file": null });
        let needs = |id: &str, kind: Value| json!({ "pkg": id, "dep_kinds": [{ "kind": kind }] });
        let node = |id: &str, deps: Vec<Value>| json!({ "id": id, "deps": deps });
        json!({
            "packages": [
                package("p", "portico", "0.1.0", json!("Apache-2.0")),
                package("s", "serde", "1.0.1", json!("MIT/Apache-2.0")),
                package("c", "cc", "1.2.0+3.6", json!("MIT")),
                package("t", "tempfile", "3.0.0", json!("MIT")),
            ],
            "resolve": { "nodes": [
                node("p", vec![needs("s", Value::Null), needs("t", json!("dev"))]),
                node("s", vec![needs("c", json!("build"))]),
                node("c", vec![]),
                node("t", vec![]),
            ] },
        })
    }

    #[test]
    fn what_is_built_in_or_builds_is_listed_and_what_tests_need_is_not() {
        let bom = bill(&metadata(), LOCK).unwrap();

        check(&bom).unwrap();
        let names: Vec<_> = bom["components"].as_array().unwrap().iter().map(|it| &it["name"]).collect();
        assert_eq!(names, ["cc", "serde"]);
        let serde = &bom["components"][1];
        assert_eq!(serde["licenses"][0]["expression"], "MIT OR Apache-2.0");
        assert_eq!(serde["hashes"][0], json!({ "alg": "SHA-256", "content": "abc1" }));
        assert_eq!(bom["components"][0]["purl"], "pkg:cargo/cc@1.2.0%2B3.6");
        assert_eq!(bom["metadata"]["component"]["name"], "portico");
        let root = &bom["dependencies"].as_array().unwrap()[1];
        assert_eq!(root["dependsOn"], json!(["pkg:cargo/serde@1.0.1"]), "{bom}");
    }

    #[test]
    fn a_bill_that_says_too_little_is_refused() {
        let whole = bill(&metadata(), LOCK).unwrap();
        for (place, value) in [
            ("/bomFormat", json!("SPDX")),
            ("/specVersion", json!("1.0")),
            ("/version", json!(0)),
            ("/components/0/name", json!("")),
            ("/components/1/version", Value::Null),
            ("/components/1/bom-ref", json!("pkg:cargo/cc@1.2.0%2B3.6")),
            ("/components", Value::Null),
            ("/dependencies/0/ref", json!("pkg:cargo/other@1.0.0")),
            ("/dependencies/1/dependsOn/0", json!("pkg:cargo/other@1.0.0")),
        ] {
            let mut bom = whole.clone();
            *bom.pointer_mut(place).unwrap() = value;
            assert!(check(&bom).is_err(), "{place}");
        }
    }

    #[test]
    fn the_command_itself_must_be_known() {
        let empty = json!({ "packages": [], "resolve": { "nodes": [] } });
        assert!(bill(&empty, "").is_err());
    }
}
