package io.github.camelfastspring.simulator.payload;

import java.math.BigDecimal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.Account;
import io.github.camelfastspring.simulator.Order;
import io.github.camelfastspring.simulator.Store;

/** Accounts as the API and as events show them; the two differ in the members of the address. */
public final class AccountPayload {
    private static final String ACCOUNT_PAGE = "https://example.com/account";

    private AccountPayload() {}

    /** In an event: address members with blanks. */
    public static ObjectNode event(Account account) {
        return event(account, true);
    }

    /** In the event of a return: address members without blanks, most of them. */
    static ObjectNode eventOfReturn(Account account) {
        ObjectNode body = event(account);
        ObjectNode address = (ObjectNode) body.get("address");
        address.set("addressLine1", address.remove("address line 1"));
        address.set("addressLine2", address.remove("address line 2"));
        return body;
    }

    /** In the event of a subscription there is no address. */
    static ObjectNode eventWithoutAddress(Account account) {
        return event(account, false);
    }

    /** What {@code GET /accounts/{id}} answers. */
    public static ObjectNode answer(Account account, Store store) {
        ObjectNode body = Json.object()
                .put("id", account.id())
                .put("account", account.id())
                .put("action", "account.get");
        body.set("contact", contact(account).put("subscribed", true));
        body.putObject("address")
                .put("addressLine1", account.address().line1())
                .put("addressLine2", account.address().line2())
                .put("city", account.address().city())
                .put("region", account.address().region())
                .put("regionCustom", (String) null)
                .put("postalCode", account.address().postalCode())
                .put("company", account.contact().company());
        body.put("language", account.language()).put("country", account.country());
        ObjectNode lookup = body.putObject("lookup").put("global", account.globalKey());
        if (account.customKey() != null) {
            lookup.put("custom", account.customKey());
        }
        body.put("url", ACCOUNT_PAGE);
        history(account, store, body);
        // Whoever bought has a payment method on file.
        int methods = body.get("orders").isEmpty() ? 0 : 1;
        body.putObject("payment").put("methods", methods).put("active", methods);
        return body.put("subscribed", true).put("result", "success").putNull("taxExemptionData");
    }

    private static void history(Account account, Store store, ObjectNode body) {
        ArrayNode orders = body.putArray("orders");
        ArrayNode subscriptions = body.putArray("subscriptions");
        ArrayNode charges = body.putArray("charges");
        store.subscriptions().stream()
                .filter(subscription -> subscription.accountId().equals(account.id()))
                .forEach(subscription -> subscriptions.add(subscription.id()));
        store.orders().stream()
                .filter(order -> order.accountId().equals(account.id()))
                .forEach(order -> {
                    orders.add(order.id());
                    charges.add(charge(order));
                });
    }

    private static ObjectNode charge(Order order) {
        BigDecimal payout = new Money(order.currency(), order.language()).inPayoutCurrency(order.total());
        ObjectNode charge = Json.object()
                .put("currency", order.currency())
                .put("total", order.total())
                .put("payoutCurrency", Money.PAYOUT)
                .put("totalInPayoutCurrency", payout)
                .put("status", "successful")
                .put("order", order.id())
                .put("orderReference", order.reference())
                .put(
                        "subscription",
                        order.items().stream()
                                .map(Order.Item::subscriptionId)
                                .filter(id -> id != null)
                                .findFirst()
                                .orElse(null));
        Dates.putFamilyWithIso(charge, "timestamp", order.changed(), order.language());
        return charge;
    }

    private static ObjectNode event(Account account, boolean withAddress) {
        ObjectNode body = Json.object().put("id", account.id()).put("account", account.id());
        body.set("contact", contact(account).put("subscribed", true));
        if (withAddress) {
            body.putObject("address")
                    .put("address line 1", account.address().line1())
                    .put("address line 2", account.address().line2())
                    .put("city", account.address().city())
                    .put("country", account.country())
                    .put("postal code", account.address().postalCode())
                    .put(
                            "region",
                            account.address().region() == null
                                    ? null
                                    : account.country() + "-"
                                            + account.address().region())
                    .put("region custom", (String) null)
                    .put("company", account.contact().company());
        }
        body.put("language", account.language()).put("country", account.country());
        body.putObject("lookup").put("global", account.globalKey());
        return body.put("url", ACCOUNT_PAGE);
    }

    static ObjectNode contact(Account account) {
        return Json.object()
                .put("first", account.contact().first())
                .put("last", account.contact().last())
                .put("email", account.contact().email())
                .put("company", account.contact().company())
                .put("phone", account.contact().phone());
    }
}
