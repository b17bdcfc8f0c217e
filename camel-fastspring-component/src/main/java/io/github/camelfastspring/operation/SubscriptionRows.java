package io.github.camelfastspring.operation;

import java.util.List;

import static io.github.camelfastspring.operation.FastSpringOperation.row;
import static io.github.camelfastspring.operation.Parameter.ACCOUNT_ID;
import static io.github.camelfastspring.operation.Parameter.BEGIN;
import static io.github.camelfastspring.operation.Parameter.END;
import static io.github.camelfastspring.operation.Parameter.EVENT;
import static io.github.camelfastspring.operation.Parameter.ID;
import static io.github.camelfastspring.operation.Parameter.LANG;
import static io.github.camelfastspring.operation.Parameter.PRODUCTS;
import static io.github.camelfastspring.operation.Parameter.SCOPE;
import static io.github.camelfastspring.operation.Parameter.STATUS;
import static io.github.camelfastspring.operation.Parameter.text;

/** The rows of subscriptions. */
final class SubscriptionRows {

    private static final Parameter BILLING_PERIOD = new Parameter("billingPeriod", ParameterForm.integer(0, 1));
    private static final String ONE = "/subscriptions/{id}";
    private static final String COTERM = "/subscriptions/coterm";
    private static final String SURVEY = "/subscriptions/cancelSurvey";

    // spotless:off
    static final List<FastSpringOperation> ROWS = List.of(
            row("subscriptions", "list").get("/subscriptions").query(ACCOUNT_ID, BEGIN, END, EVENT, PRODUCTS, SCOPE,
                    STATUS, text("customReferenceId")).paged("subscriptions").end(),
            row("subscriptions", "get").get(ONE).query(ACCOUNT_ID, BEGIN, END, EVENT, PRODUCTS, SCOPE, STATUS)
                    .batch(ID).coalesced().items("subscriptions", "subscription", "id").end(),
            row("subscriptions", "listEntries").get(ONE + "/entries").list("").end(),
            row("subscriptions", "update").post("/subscriptions").body("subscriptions")
                    .items("subscriptions", "subscription").money().end(),
            row("subscriptions", "previewProration").post("/subscriptions").body("subscriptions")
                    .items("subscriptions", "subscription").money().end(),
            row("subscriptions", "uncancel").post("/subscriptions").body("subscriptions")
                    .items("subscriptions", "subscription").repeatable().end(),
            row("subscriptions", "estimate").post("/subscriptions/estimate").body().read().end(),
            row("subscriptions", "cancel").delete(ONE).query(BILLING_PERIOD).batch(ID)
                    .items("subscriptions", "subscription").end(),
            row("subscriptions", "charge").post("/subscriptions/charge").body("subscriptions")
                    .items("subscriptions or subscription", "subscription").money().end(),
            row("subscriptions", "pause").post(ONE + "/pause").body().end(),
            row("subscriptions", "resume").post(ONE + "/resume").money().end(),
            row("subscriptions", "convert").post(ONE + "/convert").optionalBody().end(),
            row("subscriptions", "listHistory").get(ONE + "/history").query(SCOPE, text("order")).list("changes").end(),
            row("subscriptions", "transfer").post("/subscriptions/transfer").body().atMost(20, "subscriptions")
                    .failedItems("transferredSubscriptions", "failedSubscriptions", "subscriptionId")
                    .confidence(Confidence.MEDIUM).end(),
            row("subscriptions", "createCoterm").post(COTERM).body().confidence(Confidence.MEDIUM).end(),
            row("subscriptions", "getCoterm").get(COTERM + "/{id}").confidence(Confidence.MEDIUM).end(),
            row("subscriptions", "updateCoterm").post(COTERM + "/{id}").body()
                    .items("coTermChangesResult", "subscription").money().confidence(Confidence.MEDIUM).end(),
            row("subscriptions", "deleteCoterm").delete(COTERM + "/{id}").confidence(Confidence.MEDIUM).end(),
            row("subscriptions", "estimateCoterm").post(COTERM + "/{id}/estimate").read()
                    .confidence(Confidence.MEDIUM).end(),
            row("subscriptions", "executeCoterm").post(COTERM + "/{id}/execute").money()
                    .confidence(Confidence.MEDIUM).end(),
            row("subscriptions", "createProformaInvoice").post("/subscriptions/proformaInvoice").body()
                    .confidence(Confidence.MEDIUM).end(),
            row("subscriptions", "getProformaInvoice").get("/subscriptions/proformaInvoice/{id}").query(LANG)
                    .confidence(Confidence.MEDIUM).end(),
            row("subscriptions", "saveCancelSurvey").post(SURVEY + "/response").body()
                    .confidence(Confidence.MEDIUM).end(),
            row("subscriptions", "getCancelSurvey").get(SURVEY + "/reasons/{id}").query(LANG)
                    .confidence(Confidence.MEDIUM).end(),
            row("subscriptions", "queryCancelSurveys").post(SURVEY + "/response/query").body().read()
                    .confidence(Confidence.MEDIUM).end());
    // spotless:on

    private SubscriptionRows() {}
}
