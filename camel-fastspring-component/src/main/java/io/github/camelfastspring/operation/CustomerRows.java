package io.github.camelfastspring.operation;

import java.util.List;

import static io.github.camelfastspring.operation.FastSpringOperation.row;
import static io.github.camelfastspring.operation.Parameter.COUNTRY;
import static io.github.camelfastspring.operation.Parameter.CURRENCY;
import static io.github.camelfastspring.operation.Parameter.ID;
import static io.github.camelfastspring.operation.Parameter.PRODUCTS;
import static io.github.camelfastspring.operation.Parameter.bool;
import static io.github.camelfastspring.operation.Parameter.text;

/** The rows of accounts, coupons and products. */
final class CustomerRows {

    // spotless:off
    static final List<FastSpringOperation> ROWS = List.of(
            row("accounts", "list").get("/accounts").paged("accounts").end(),
            row("accounts", "lookup").get("/accounts").query(text("email"), text("custom"), text("global"),
                    text("orderId"), text("orderReference"), text("subscriptionId"), PRODUCTS, text("subscriptions"),
                    bool("refunds")).paged("accounts").end(),
            row("accounts", "get").get("/accounts/{id}").items("accounts", "account", "id").end(),
            row("accounts", "create").post("/accounts").body().end(),
            row("accounts", "update").post("/accounts/{id}").body().repeatable().end(),
            row("accounts", "authenticate").get("/accounts/{id}/authenticate").batch(ID)
                    .items("accounts", "account").end(),

            row("coupons", "list").get("/coupons").list("coupons").end(),
            row("coupons", "get").get("/coupons/{id}").query(bool("expand")).end(),
            row("coupons", "createOrUpdate").post("/coupons").body().repeatable().end(),
            row("coupons", "addCodes").post("/coupons/{id}").body().repeatable().end(),
            row("coupons", "listCodes").get("/coupons/{id}/codes").list("codes").end(),
            row("coupons", "deleteCodes").delete("/coupons/{id}/codes").end(),
            row("coupons", "delete").delete("/coupons/{id}").confidence(Confidence.MEDIUM).end(),

            row("products", "list").get("/products").list("products").end(),
            row("products", "get").get("/products/{id}").batch(ID).coalesced().items("products", "product").end(),
            row("products", "createOrUpdate").post("/products").body("products").atMost(300, "products")
                    .items("products", "product").repeatable().end(),
            row("products", "delete").delete("/products/{id}").batch(ID).items("products", "product").end(),
            row("products", "getOffers").get("/products/offers/{id}").query(text("type"))
                    .items("products", "product").end(),
            row("products", "createOrUpdateOffers").post("/products/offers/{id}").body("products")
                    .items("products", "product").repeatable().end(),
            row("products", "listPrices").get("/products/price").query(COUNTRY, CURRENCY).paged("products").end(),
            row("products", "getPrice").get("/products/price/{id}").query(COUNTRY, CURRENCY)
                    .items("products", "product").end());
    // spotless:on

    private CustomerRows() {}
}
