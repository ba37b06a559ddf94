use super::CodeableConcept;
use crate::Raw;
use crate::shape::{resource, shape};

resource! {
    /// <https://hl7.org/fhir/R4/bundle.html>
    Bundle {
        kind: Option<String> = "type",
        timestamp: Option<String> = "timestamp",
        total: Option<i64> = "total",
        link: Vec<BundleLink> = "link",
        entry: Vec<BundleEntry> = "entry",
    }
}

shape! {
    BundleLink {
        relation: Option<String> = "relation",
        url: Option<String> = "url",
    }
}

shape! {
    BundleEntry {
        full_url: Option<String> = "fullUrl",
        resource: Option<Raw> = "resource",
        search: Option<BundleSearch> = "search",
        response: Option<BundleResponse> = "response",
    }
}

shape! {
    BundleSearch {
        mode: Option<String> = "mode",
    }
}

shape! {
    BundleResponse {
        status: Option<String> = "status",
        location: Option<String> = "location",
        etag: Option<String> = "etag",
        last_modified: Option<String> = "lastModified",
        outcome: Option<Raw> = "outcome",
    }
}

resource! {
    /// <https://hl7.org/fhir/R4/operationoutcome.html>
    OperationOutcome {
        issue: Vec<Issue> = "issue",
    }
}

shape! {
    /// OperationOutcome.issue. Its texts may quote a request, so they are not for logs.
    Issue {
        severity: Option<String> = "severity",
        code: Option<String> = "code",
        details: Option<CodeableConcept> = "details",
        diagnostics: Option<String> = "diagnostics",
        location: Vec<String> = "location",
        expression: Vec<String> = "expression",
    }
}

resource! {
    /// <https://hl7.org/fhir/R4/capabilitystatement.html>
    CapabilityStatement {
        status: Option<String> = "status",
        date: Option<String> = "date",
        publisher: Option<String> = "publisher",
        software: Option<Software> = "software",
        instantiates: Vec<String> = "instantiates",
        implementation: Option<Implementation> = "implementation",
        fhir_version: Option<String> = "fhirVersion",
        format: Vec<String> = "format",
        implementation_guide: Vec<String> = "implementationGuide",
        rest: Vec<Rest> = "rest",
    }
}

shape! {
    /// CapabilityStatement.implementation
    Implementation {
        description: Option<String> = "description",
        url: Option<String> = "url",
    }
}

shape! {
    Software {
        name: Option<String> = "name",
        version: Option<String> = "version",
    }
}

shape! {
    Rest {
        mode: Option<String> = "mode",
        resource: Vec<RestResource> = "resource",
        interaction: Vec<Interaction> = "interaction",
        search_param: Vec<SearchParam> = "searchParam",
    }
}

shape! {
    RestResource {
        kind: Option<String> = "type",
        profile: Option<String> = "profile",
        supported_profile: Vec<String> = "supportedProfile",
        interaction: Vec<Interaction> = "interaction",
        conditional_read: Option<String> = "conditionalRead",
        search_include: Vec<String> = "searchInclude",
        search_rev_include: Vec<String> = "searchRevInclude",
        search_param: Vec<SearchParam> = "searchParam",
        operation: Vec<RestOperation> = "operation",
    }
}

shape! {
    RestOperation {
        name: Option<String> = "name",
        definition: Option<String> = "definition",
    }
}

shape! {
    Interaction {
        code: Option<String> = "code",
    }
}

shape! {
    SearchParam {
        name: Option<String> = "name",
        kind: Option<String> = "type",
    }
}
