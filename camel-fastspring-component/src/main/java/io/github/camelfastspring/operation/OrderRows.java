package io.github.camelfastspring.operation;

import java.util.List;

import static io.github.camelfastspring.operation.FastSpringOperation.row;
import static io.github.camelfastspring.operation.Parameter.BEGIN;
import static io.github.camelfastspring.operation.Parameter.DAYS;
import static io.github.camelfastspring.operation.Parameter.END;
import static io.github.camelfastspring.operation.Parameter.ID;
import static io.github.camelfastspring.operation.Parameter.PAGE;
import static io.github.camelfastspring.operation.Parameter.PRODUCTS;
import static io.github.camelfastspring.operation.Parameter.SCOPE;
import static io.github.camelfastspring.operation.Parameter.STATUS;
import static io.github.camelfastspring.operation.Parameter.bool;
import static io.github.camelfastspring.operation.Parameter.date;
import static io.github.camelfastspring.operation.Parameter.text;

/** The rows of orders, returns, quotes, invoices and data. */
final class OrderRows {

    // spotless:off
    static final List<FastSpringOperation> ROWS = List.of(
            row("orders", "list").get("/orders").query(BEGIN, END, DAYS, PRODUCTS, bool("rebill"), bool("returns"),
                    SCOPE, STATUS, new Parameter("limit", ParameterForm.integer(1, 50)), PAGE).list("orders").confidence(Confidence.MEDIUM).end(),
            row("orders", "get").get("/orders/{id}").batch(ID).coalesced().items("orders", "order", "id").end(),
            row("orders", "update").post("/orders").body("orders").items("orders", "order").repeatable().end(),
            row("orders", "create").post("/orders").body().money().confidence(Confidence.LOW).end(),

            row("returns", "create").post("/returns").body("returns").items("returns", "return").money().end(),
            row("returns", "get").get("/returns/{id}").batch(ID).coalesced().items("returns", "return", "id").end(),

            row("quotes", "create").post("/quotes").body().end(),
            row("quotes", "list").get("/quotes").query(text("createdEmail"), bool("onlyQuoteId"), new Parameter("statuses", ParameterForm.repeated()),
                    date("createdBegin"), date("createdEnd"), date("expiresBegin"), date("expiresEnd"),
                    date("expiredBefore"), text("searchParam"))
                    .list("_embedded.quotes or content or quotes").end(),
            row("quotes", "get").get("/quotes/{id}").end(),
            row("quotes", "update").put("/quotes/{id}").body().confidence(Confidence.MEDIUM).end(),
            row("quotes", "cancel").post("/quotes/{id}/cancel").repeatable().end(),
            row("quotes", "delete").delete("/quotes/{id}").confidence(Confidence.LOW).end(),

            row("invoices", "create").post("/invoices/paymentInvoice").body().end(),
            row("invoices", "get").get("/invoices/{id}").end(),

            row("data", "createRevenueReport").post("/data/v1/revenue").body().end(),
            row("data", "createSubscriptionReport").post("/data/v1/subscription").body().end(),
            row("data", "listJobs").get("/data/v1/jobs").list("").end(),
            row("data", "getJob").get("/data/v1/jobs/{id}").end(),
            row("data", "downloadReport").get("/data/v1/downloads/{id}").text().end(),
            row("data", "resetCache").get("/data/v1/util/cache").text().end());
    // spotless:on

    private OrderRows() {}
}
