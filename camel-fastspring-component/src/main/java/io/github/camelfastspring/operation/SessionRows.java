package io.github.camelfastspring.operation;

import java.util.List;

import static io.github.camelfastspring.operation.FastSpringOperation.row;
import static io.github.camelfastspring.operation.Parameter.BEGIN_TIME;
import static io.github.camelfastspring.operation.Parameter.END_TIME;
import static io.github.camelfastspring.operation.Parameter.EVENT_DAYS;
import static io.github.camelfastspring.operation.Parameter.PRODUCT_PATH;

/** The rows of sessions, events and webhooks. */
final class SessionRows {

    private static final String SESSIONS = "/v2/checkouts/{checkoutPath}/sessions";
    private static final String SESSION = SESSIONS + "/{id}";

    // spotless:off
    static final List<FastSpringOperation> ROWS = List.of(
            row("sessions", "create").post(SESSIONS).body().end(),
            row("sessions", "get").get(SESSION).end(),
            row("sessions", "replace").put(SESSION).body().end(),
            row("sessions", "getPaymentMethods").get(SESSION + "/payment-methods").end(),
            row("sessions", "addItem").post(SESSION + "/cart/items").body().end(),
            row("sessions", "updateItem").put(SESSION + "/cart/items/{productPath}").body()
                    .batch(PRODUCT_PATH).rootItems("productPath").end(),
            row("sessions", "removeItem").delete(SESSION + "/cart/items/{productPath}").end(),
            row("sessions", "updateCustomer").put(SESSION + "/customer").body().end(),

            row("sessions-v1", "create").post("/sessions").body().end(),

            row("events", "listUnprocessed").get("/events/unprocessed").query(EVENT_DAYS, BEGIN_TIME, END_TIME)
                    .list("events").end(),
            row("events", "listProcessed").get("/events/processed").query(EVENT_DAYS, BEGIN_TIME, END_TIME)
                    .list("events").end(),
            row("events", "markProcessed").post("/events/{id}").fixedBody("{\"processed\":true}").repeatable().end(),
            row("events", "markUnprocessed").post("/events/{id}").fixedBody("{\"processed\":false}").repeatable().end(),

            row("webhooks", "updateKey").post("/webhooks/keys").body().repeatable().end());
    // spotless:on

    private SessionRows() {}
}
