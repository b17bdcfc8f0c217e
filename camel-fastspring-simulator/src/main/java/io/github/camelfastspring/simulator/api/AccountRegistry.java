package io.github.camelfastspring.simulator.api;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.camelfastspring.simulator.Account;
import io.github.camelfastspring.simulator.Account.Address;
import io.github.camelfastspring.simulator.Account.Contact;
import io.github.camelfastspring.simulator.Session;
import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.payload.AccountPayload;

/** Finds the account that customer data mean, or makes it and publishes {@code account.created}. */
final class AccountRegistry {
    private static final String DEFAULT_EMAIL = "buyer@example.com";

    private final Store store;

    AccountRegistry(Store store) {
        this.store = store;
    }

    Account of(Session session) {
        JsonNode customer = session.customer();
        String email = customer.path("billToContact").path("email").asText(DEFAULT_EMAIL);
        return store.account(customer.path("accountId").asText())
                .or(() -> byCustomKey(customer.path("externalAccountId").asText(null)))
                .or(() -> store.accountByEmail(email))
                .orElseGet(() -> create(session, email));
    }

    private Optional<Account> byCustomKey(String key) {
        return store.accounts().stream()
                .filter(account -> key != null && key.equals(account.customKey()))
                .findFirst();
    }

    private Account create(Session session, String email) {
        JsonNode customer = session.customer();
        JsonNode contact = customer.path("billToContact");
        JsonNode address = customer.path("billToAddress");
        Account account = new Account(
                store.newId(),
                new Contact(
                        contact.path("firstName").asText("Test"),
                        contact.path("lastName").asText("Buyer"),
                        email,
                        text(contact, "company"),
                        text(contact, "phoneNumber")),
                new Address(
                        text(address, "addressLine1"),
                        text(address, "addressLine2"),
                        text(address, "city"),
                        text(address, "region"),
                        text(address, "postalCode")),
                session.locale(),
                session.country(),
                store.newId(),
                text(customer, "externalAccountId"));
        store.save(account);
        store.publish("account.created", session.live(), AccountPayload.event(account));
        return account;
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asText(null);
    }
}
