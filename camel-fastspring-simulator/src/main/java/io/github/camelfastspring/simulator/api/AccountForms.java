package io.github.camelfastspring.simulator.api;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.camelfastspring.simulator.Account;
import io.github.camelfastspring.simulator.Account.Address;
import io.github.camelfastspring.simulator.Account.Contact;
import io.github.camelfastspring.simulator.Store;

/** Makes accounts of what requests say, and says what is wrong with it. */
final class AccountForms {
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
    private static final int MIN_CUSTOM = 4;
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Set<String> LANGUAGES = Set.copyOf(Arrays.asList(Locale.getISOLanguages()));

    private final Store store;

    AccountForms(Store store) {
        this.store = store;
    }

    Account create(JsonNode body) {
        Account blank = new Account(
                store.newId(),
                new Contact(null, null, null, null, null),
                Address.UNKNOWN,
                "en",
                "US",
                store.newId(),
                null);
        return checked(merged(blank, body), "account.create");
    }

    /** What is not sent stays. */
    Account update(Account old, JsonNode body) {
        return checked(merged(old, body), "account.update");
    }

    private static Account merged(Account old, JsonNode body) {
        JsonNode contact = body.path("contact");
        JsonNode address = body.path("address");
        Contact was = old.contact();
        Address at = old.address();
        return new Account(
                old.id(),
                new Contact(
                        text(contact, "first", was.first()),
                        text(contact, "last", was.last()),
                        text(contact, "email", was.email()),
                        text(contact, "company", was.company()),
                        text(contact, "phone", was.phone())),
                new Address(
                        text(address, "addressLine1", at.line1()),
                        text(address, "addressLine2", at.line2()),
                        text(address, "city", at.city()),
                        text(address, "region", at.region()),
                        text(address, "postalCode", at.postalCode())),
                text(body, "language", old.language()),
                text(body, "country", old.country()),
                old.globalKey(),
                text(body.path("lookup"), "custom", old.customKey()));
    }

    private Account checked(Account account, String action) {
        Map<String, String> errors = new LinkedHashMap<>();
        Contact contact = account.contact();
        put(errors, isBlank(contact.first()), "first", "first invalid");
        put(errors, isBlank(contact.last()), "last", "last invalid");
        boolean email =
                contact.email() != null && EMAIL.matcher(contact.email()).matches();
        put(errors, !email, "email", "email invalid");
        Optional<Account> other = email
                ? store.accountByEmail(contact.email())
                        .filter(each -> !each.id().equals(account.id()))
                : Optional.empty();
        other.ifPresent(each -> errors.put("email", "email already exists, /accounts/" + each.id()));
        String custom = account.customKey();
        put(errors, custom != null && custom.length() < MIN_CUSTOM, "custom", "custom invalid");
        put(errors, !COUNTRIES.contains(account.country()), "country", "country invalid");
        put(errors, !LANGUAGES.contains(account.language()), "language", "language is invalid");
        if (!errors.isEmpty()) {
            throw Items.failed(400, action, errors);
        }
        return account;
    }

    private static void put(Map<String, String> errors, boolean wrong, String member, String text) {
        if (wrong) {
            errors.put(member, text);
        }
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    private static String text(JsonNode node, String name, String fallback) {
        return node.path(name).asText(fallback);
    }
}
