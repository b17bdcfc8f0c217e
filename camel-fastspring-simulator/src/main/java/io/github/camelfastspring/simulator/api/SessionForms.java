package io.github.camelfastspring.simulator.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.LineItem;
import io.github.camelfastspring.simulator.Session;
import io.github.camelfastspring.simulator.Session.Warning;
import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.payload.Json;

/**
 * Makes sessions of what requests of the Sessions API v2 say. Values that FastSpring ignores with a warning are
 * replaced by defaults; others are refused.
 */
final class SessionForms {
    private static final Duration LIFE = Duration.ofDays(1);
    private static final String DEFAULT_LOCALE = "en";
    private static final String DEFAULT_COUNTRY = "US";
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
    private static final Pattern IP = Pattern.compile("[0-9a-fA-F.:]{2,39}");
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Set<String> LANGUAGES = Set.copyOf(Arrays.asList(Locale.getISOLanguages()));

    private final Store store;
    private final V2Errors errors;
    private final CouponBook coupons;

    SessionForms(Store store, V2Errors errors) {
        this.store = store;
        this.errors = errors;
        this.coupons = new CouponBook(store);
    }

    /** A new session. */
    Session create(String checkoutPath, ObjectNode body) {
        Instant now = store.now();
        Session blank = new Session(
                store.newSessionId(),
                checkoutPath,
                now,
                now.plus(LIFE),
                null,
                DEFAULT_LOCALE,
                DEFAULT_COUNTRY,
                true,
                Json.object(),
                Json.object(),
                null,
                List.of(),
                List.of(),
                List.of());
        return fill(blank, body);
    }

    /** The session with the members of {@code body} in place of its own; members that are not sent stay. */
    Session fill(Session session, ObjectNode body) {
        List<Warning> warnings = new ArrayList<>();
        ObjectNode customer = body.hasNonNull("customer") ? customer(body.get("customer")) : session.customer();
        JsonNode cart = body.path("cart");
        boolean newCart = cart.isObject();
        return new Session(
                session.id(),
                session.checkoutPath(),
                session.created(),
                session.expires(),
                session.orderId(),
                locale(body, session.locale(), warnings),
                country(body, session.country(), warnings),
                body.path("live").asBoolean(session.live()),
                customer,
                body.hasNonNull("orderTags") ? body.get("orderTags").deepCopy() : session.orderTags(),
                newCart ? coupon(cart, warnings) : session.couponCode(),
                newCart ? lines(cart.path("lineItems")) : session.items(),
                body.hasNonNull("hidePaymentMethods")
                        ? names(body.get("hidePaymentMethods"))
                        : session.hiddenPaymentMethods(),
                checkedIp(body, warnings));
    }

    /** Customer data, checked. */
    ObjectNode customer(JsonNode sent) {
        for (String contact : List.of("billToContact", "shipToContact")) {
            String email = sent.path(contact).path("email").asText(null);
            if (email != null && !EMAIL.matcher(email).matches()) {
                throw errors.invalid(
                        "INVALID_EMAIL_FORMAT", "customer." + contact + ".email", "Invalid email format", email);
            }
        }
        String account = sent.path("accountId").asText(null);
        if (account != null && store.account(account).isEmpty()) {
            throw errors.invalid("INVALID_ACCOUNT_ID", "customer.accountId", "No such account", account);
        }
        return sent.deepCopy();
    }

    /** A line item, checked; a product outside of the catalogue needs a price. */
    LineItem line(JsonNode sent) {
        String product = sent.path("productPath").asText();
        int quantity = sent.path("quantity").asInt(1);
        if (quantity < 1) {
            throw errors.invalid("INVALID_QUANTITY", "quantity", "Quantity must be at least 1", "" + quantity);
        }
        if (store.product(product).isEmpty()
                && sent.path("customPrice").path("unitPrice").isEmpty()) {
            throw errors.invalid("INVALID_PRODUCT_PATH", "productPath", "No such product", product);
        }
        return new LineItem(product, quantity, sent.deepCopy());
    }

    /** The lines with one more; a product that is there already gets the quantities added up. */
    List<LineItem> with(List<LineItem> lines, LineItem added) {
        List<LineItem> result = new ArrayList<>();
        boolean merged = false;
        for (LineItem line : lines) {
            boolean same = line.product().equals(added.product());
            merged |= same;
            result.add(
                    same ? new LineItem(added.product(), line.quantity() + added.quantity(), added.details()) : line);
        }
        if (!merged) {
            result.add(added);
        }
        return result;
    }

    private List<LineItem> lines(JsonNode sent) {
        List<LineItem> lines = List.of();
        for (JsonNode line : sent) {
            lines = with(lines, line(line));
        }
        return lines;
    }

    private String coupon(JsonNode cart, List<Warning> warnings) {
        String code = cart.path("couponCode").asText(null);
        if (code != null && coupons.refusal(code).isPresent()) {
            warnings.add(
                    new Warning("INVALID_PROMO_CODE", "promoCode", "The coupon code cannot be used and was ignored."));
        }
        return code;
    }

    private static String locale(ObjectNode body, String fallback, List<Warning> warnings) {
        String locale = body.path("locale").asText(null);
        if (locale == null) {
            return fallback;
        }
        String language = locale.split("[-_]")[0].toLowerCase(Locale.ROOT);
        if (LANGUAGES.contains(language)) {
            return language;
        }
        warnings.add(new Warning("INVALID_LOCALE", "locale", "The locale is unknown and was ignored."));
        return fallback;
    }

    /** Official examples also send the country inside the billing address. */
    private static String country(ObjectNode body, String fallback, List<Warning> warnings) {
        JsonNode inAddress = body.path("customer").path("billToAddress").path("country");
        String country = body.path("country").asText(inAddress.asText(null));
        if (country == null) {
            return fallback;
        }
        if (COUNTRIES.contains(country.toUpperCase(Locale.ROOT))) {
            return country.toUpperCase(Locale.ROOT);
        }
        warnings.add(new Warning("INVALID_COUNTRY", "country", "The country is unknown and was ignored."));
        return fallback;
    }

    private static List<Warning> checkedIp(ObjectNode body, List<Warning> warnings) {
        String ip = body.path("buyerIp").asText(null);
        if (ip != null && !IP.matcher(ip).matches()) {
            warnings.add(new Warning("INVALID_BUYER_IP", "buyerIp", "The IP address is invalid and was ignored."));
        }
        return warnings;
    }

    private static List<String> names(JsonNode sent) {
        List<String> names = new ArrayList<>();
        sent.forEach(name -> names.add(name.asText().toUpperCase(Locale.ROOT)));
        return names;
    }
}
