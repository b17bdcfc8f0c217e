package io.github.camelfastspring.simulator.webhook;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.NumericNode;

/**
 * A decimal that is written with the characters it was read with, by any mapper: {@code 10.8800} and {@code 1.732E12}
 * stay as they are. Jackson's own node for decimals forgets the notation and leaves the digits to the mapper.
 */
final class NumberAsWritten extends NumericNode {
    private static final long serialVersionUID = 1L;

    private final String text;
    private final BigDecimal value;

    NumberAsWritten(String text) {
        this.text = text;
        this.value = new BigDecimal(text);
    }

    @Override
    public void serialize(JsonGenerator generator, SerializerProvider provider) throws IOException {
        generator.writeNumber(text);
    }

    @Override
    public JsonToken asToken() {
        return JsonToken.VALUE_NUMBER_FLOAT;
    }

    @Override
    public JsonParser.NumberType numberType() {
        return JsonParser.NumberType.BIG_DECIMAL;
    }

    @Override
    public boolean isBigDecimal() {
        return true;
    }

    @Override
    public boolean canConvertToInt() {
        return inRange(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    @Override
    public boolean canConvertToLong() {
        return inRange(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    @Override
    public boolean canConvertToExactIntegral() {
        return value.stripTrailingZeros().scale() <= 0;
    }

    @Override
    public Number numberValue() {
        return value;
    }

    @Override
    public int intValue() {
        return value.intValue();
    }

    @Override
    public long longValue() {
        return value.longValue();
    }

    @Override
    public float floatValue() {
        return value.floatValue();
    }

    @Override
    public double doubleValue() {
        return value.doubleValue();
    }

    @Override
    public BigDecimal decimalValue() {
        return value;
    }

    @Override
    public BigInteger bigIntegerValue() {
        return value.toBigInteger();
    }

    @Override
    public String asText() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NumberAsWritten && ((NumberAsWritten) other).text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    private boolean inRange(long low, long high) {
        return value.compareTo(BigDecimal.valueOf(low)) >= 0 && value.compareTo(BigDecimal.valueOf(high)) <= 0;
    }
}
