package io.github.camelfastspring.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A checkout session. A session of the Sessions API v1 has no {@code checkoutPath}.
 *
 * @param id session id
 * @param checkoutPath {@code storeId/checkoutId} it is bound to, or {@code null}
 * @param created when it was created
 * @param expires when it stops being open
 * @param orderId the order that concluded it, or {@code null}
 * @param locale language, lower case
 * @param country ISO 3166-1 alpha-2, upper case
 * @param live whether it is no test
 * @param customer what is known of the buyer, in the members of the Sessions API v2; do not change it
 * @param orderTags tags for the order; do not change it
 * @param couponCode coupon code as sent, or {@code null}
 * @param items the cart
 * @param hiddenPaymentMethods names of payment methods that are not offered
 * @param warnings what was ignored in the last request
 */
public record Session(
        String id,
        String checkoutPath,
        Instant created,
        Instant expires,
        String orderId,
        String locale,
        String country,
        boolean live,
        ObjectNode customer,
        ObjectNode orderTags,
        String couponCode,
        List<LineItem> items,
        List<String> hiddenPaymentMethods,
        List<Warning> warnings) {

    /** State of a session, as the API names it. */
    public enum Status {
        OPEN,
        EXPIRED,
        COMPLETED
    }

    /** Something in a request that was ignored, not refused. */
    public record Warning(String code, String field, String message) {}

    public Session {
        items = List.copyOf(items);
        hiddenPaymentMethods = List.copyOf(hiddenPaymentMethods);
        warnings = List.copyOf(warnings);
    }

    /** The state at a moment. */
    public Status statusAt(Instant now) {
        if (orderId != null) {
            return Status.COMPLETED;
        }
        return now.isBefore(expires) ? Status.OPEN : Status.EXPIRED;
    }

    /** The line of a product, if it is in the cart. */
    public Optional<LineItem> item(String product) {
        return items.stream().filter(item -> item.product().equals(product)).findFirst();
    }

    /** This session with another cart. */
    public Session withItems(List<LineItem> newItems) {
        return new Session(
                id,
                checkoutPath,
                created,
                expires,
                orderId,
                locale,
                country,
                live,
                customer,
                orderTags,
                couponCode,
                newItems,
                hiddenPaymentMethods,
                warnings);
    }

    /** This session with other customer data. */
    public Session withCustomer(ObjectNode newCustomer) {
        return new Session(
                id,
                checkoutPath,
                created,
                expires,
                orderId,
                locale,
                country,
                live,
                newCustomer,
                orderTags,
                couponCode,
                items,
                hiddenPaymentMethods,
                warnings);
    }

    /** This session, concluded by an order. */
    public Session withOrder(String newOrderId) {
        return new Session(
                id,
                checkoutPath,
                created,
                expires,
                newOrderId,
                locale,
                country,
                live,
                customer,
                orderTags,
                couponCode,
                items,
                hiddenPaymentMethods,
                warnings);
    }
}
