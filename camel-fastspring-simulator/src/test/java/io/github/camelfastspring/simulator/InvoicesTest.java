package io.github.camelfastspring.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.simulator.TestClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

class InvoicesTest {
    static final String INVOICE =
            """
            {"currencyCode":"USD","contacts":[{"contactType":"billTo","contact":{"email":"a@example.com",
            "firstName":"Ada","lastName":"Example"},"address":{"city":"Springfield","country":"US"},
            "organization":{"organizationName":"Example Ltd"}},{"contactType":"deliverTo",
            "contact":{"email":"b@example.com","firstName":"Bo","lastName":"Example"}}],
            "dueDate":"2026-12-01T00:00:00Z","invoiceItems":[{"productPath":"sky-atlas","quantity":2,
            "useCatalogPricing":true}],"paymentMethod":"WIRE","mode":"TEST"}""";

    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension();

    @Test
    void createAndRead() {
        TestClient client = new TestClient(fastSpring.simulator());

        JsonNode created = client.post("/invoices/paymentInvoice", INVOICE).json();
        assertThat(created.get("totalOrderValue").decimalValue()).isEqualByComparingTo("119.90");
        assertThat(created.get("paymentDueDate").asText()).isEqualTo("2026-12-01T00:00:00Z");

        JsonNode read = client.get("/invoices/" + created.get("id").asText()).json();
        assertThat(read.get("items")).isEqualTo(created.get("items"));
        assertThat(read.has("paymentTotals")).isFalse();
        Answer unknown = client.get("/invoices/nope");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json().get("details").asText()).contains("nope");
    }

    @Test
    void failures() {
        TestClient client = new TestClient(fastSpring.simulator());
        fastSpring.expectRefused("missing member invoiceItems[0].useCatalogPricing");

        assertThat(client.post("/invoices/paymentInvoice", INVOICE.replace("\"deliverTo\"", "\"billTo\"")))
                .isEqualTo(new Answer(500, ""));
        assertThat(client.post("/invoices/paymentInvoice", INVOICE.replace("sky-atlas", "nope"))
                        .json()
                        .has("code"))
                .isTrue();
        client.post("/invoices/paymentInvoice", INVOICE.replace(",\n\"useCatalogPricing\":true", ""));
    }
}
