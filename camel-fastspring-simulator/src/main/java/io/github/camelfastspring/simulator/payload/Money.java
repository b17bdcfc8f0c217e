package io.github.camelfastspring.simulator.payload;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Writes amounts of one currency, with texts in one language.
 *
 * @param currency ISO 4217
 * @param language ISO 639-1
 */
public record Money(String currency, String language) {
    /** The currency in which the simulated seller is paid. */
    public static final String PAYOUT = "USD";

    private static final BigDecimal USD_PER_EUR = new BigDecimal("1.0880");
    private static final int PAYOUT_SCALE = 4;
    private static final Set<String> EURO_COUNTRIES = Set.of(
            "AT", "BE", "CY", "DE", "EE", "ES", "FI", "FR", "GR", "HR", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PT",
            "SI", "SK");

    /** The currency in which a country buys: EUR in the euro countries, else USD. */
    public static String currencyOf(String country) {
        return EURO_COUNTRIES.contains(country) ? "EUR" : "USD";
    }

    /** Writes X and XDisplay. */
    public void put(ObjectNode node, String name, BigDecimal amount) {
        node.put(name, amount).put(name + "Display", display(amount));
    }

    /** Writes X, XDisplay, XInPayoutCurrency and XInPayoutCurrencyDisplay. */
    public void putFamily(ObjectNode node, String name, BigDecimal amount) {
        BigDecimal payout = inPayoutCurrency(amount);
        put(node, name, amount);
        node.put(name + "InPayoutCurrency", payout).put(name + "InPayoutCurrencyDisplay", format(payout, PAYOUT));
    }

    /** The amount in the payout currency; a converted one has four decimals, as real ones may have. */
    public BigDecimal inPayoutCurrency(BigDecimal amount) {
        return currency.equals(PAYOUT)
                ? amount
                : amount.multiply(USD_PER_EUR).setScale(PAYOUT_SCALE, RoundingMode.HALF_UP);
    }

    /** The amount as text. */
    public String display(BigDecimal amount) {
        return format(amount, currency);
    }

    static Locale localeOf(String language) {
        return "en".equals(language) ? Locale.US : Locale.forLanguageTag(language);
    }

    private String format(BigDecimal amount, String code) {
        NumberFormat format = NumberFormat.getCurrencyInstance(localeOf(language));
        format.setCurrency(Currency.getInstance(code));
        format.setMinimumFractionDigits(2);
        format.setMaximumFractionDigits(2);
        return format.format(amount);
    }
}
