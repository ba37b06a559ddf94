use super::{
    Annotation, CodeableConcept, ContactPoint, Identifier, Period, Quantity, Range, Ratio, Reference, When,
};
use crate::shape::{choice, resource, shape};

resource! {
    /// <https://hl7.org/fhir/R4/careplan.html>
    CarePlan {
        identifier: Vec<Identifier> = "identifier",
        based_on: Vec<Reference> = "basedOn",
        replaces: Vec<Reference> = "replaces",
        part_of: Vec<Reference> = "partOf",
        status: Option<String> = "status",
        intent: Option<String> = "intent",
        category: Vec<CodeableConcept> = "category",
        title: Option<String> = "title",
        description: Option<String> = "description",
        subject: Option<Reference> = "subject",
        encounter: Option<Reference> = "encounter",
        period: Option<Period> = "period",
        created: Option<String> = "created",
        author: Option<Reference> = "author",
        contributor: Vec<Reference> = "contributor",
        care_team: Vec<Reference> = "careTeam",
        addresses: Vec<Reference> = "addresses",
        goal: Vec<Reference> = "goal",
        activity: Vec<Activity> = "activity",
        note: Vec<Annotation> = "note",
    }
}

shape! {
    /// CarePlan.activity
    Activity {
        outcome_codeable_concept: Vec<CodeableConcept> = "outcomeCodeableConcept",
        progress: Vec<Annotation> = "progress",
        reference: Option<Reference> = "reference",
        detail: Option<ActivityDetail> = "detail",
    }
}

shape! {
    ActivityDetail {
        kind: Option<String> = "kind",
        code: Option<CodeableConcept> = "code",
        reason_code: Vec<CodeableConcept> = "reasonCode",
        goal: Vec<Reference> = "goal",
        status: Option<String> = "status",
        status_reason: Option<CodeableConcept> = "statusReason",
        do_not_perform: Option<bool> = "doNotPerform",
        location: Option<Reference> = "location",
        performer: Vec<Reference> = "performer",
        description: Option<String> = "description",
    } choice {
        scheduled: When = "scheduled",
    }
}

resource! {
    /// <https://hl7.org/fhir/R4/goal.html>
    Goal {
        identifier: Vec<Identifier> = "identifier",
        lifecycle_status: Option<String> = "lifecycleStatus",
        achievement_status: Option<CodeableConcept> = "achievementStatus",
        category: Vec<CodeableConcept> = "category",
        priority: Option<CodeableConcept> = "priority",
        description: Option<CodeableConcept> = "description",
        subject: Option<Reference> = "subject",
        start_date: Option<String> = "startDate",
        start_codeable_concept: Option<CodeableConcept> = "startCodeableConcept",
        target: Vec<GoalTarget> = "target",
        status_date: Option<String> = "statusDate",
        status_reason: Option<String> = "statusReason",
        expressed_by: Option<Reference> = "expressedBy",
        addresses: Vec<Reference> = "addresses",
        note: Vec<Annotation> = "note",
        outcome_code: Vec<CodeableConcept> = "outcomeCode",
    }
}

shape! {
    GoalTarget {
        measure: Option<CodeableConcept> = "measure",
        due_date: Option<String> = "dueDate",
        due_duration: Option<Quantity> = "dueDuration",
    } choice {
        detail: GoalDetail = "detail",
    }
}

choice! {
    GoalDetail {
        Quantity(Quantity) = "Quantity",
        Range(Range) = "Range",
        CodeableConcept(CodeableConcept) = "CodeableConcept",
        String(String) = "String",
        Boolean(bool) = "Boolean",
        Integer(i64) = "Integer",
        Ratio(Ratio) = "Ratio",
    }
}

resource! {
    /// <https://hl7.org/fhir/R4/careteam.html>
    CareTeam {
        identifier: Vec<Identifier> = "identifier",
        status: Option<String> = "status",
        category: Vec<CodeableConcept> = "category",
        name: Option<String> = "name",
        subject: Option<Reference> = "subject",
        encounter: Option<Reference> = "encounter",
        period: Option<Period> = "period",
        participant: Vec<CareTeamParticipant> = "participant",
        reason_code: Vec<CodeableConcept> = "reasonCode",
        managing_organization: Vec<Reference> = "managingOrganization",
        telecom: Vec<ContactPoint> = "telecom",
        note: Vec<Annotation> = "note",
    }
}

shape! {
    CareTeamParticipant {
        role: Vec<CodeableConcept> = "role",
        member: Option<Reference> = "member",
        on_behalf_of: Option<Reference> = "onBehalfOf",
        period: Option<Period> = "period",
    }
}
