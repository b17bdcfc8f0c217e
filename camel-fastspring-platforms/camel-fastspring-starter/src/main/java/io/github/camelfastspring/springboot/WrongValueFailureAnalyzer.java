package io.github.camelfastspring.springboot;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;

/** Tells of properties whose values do not fit; without the values, unlike Spring Boot's, for they may be secrets. */
@Order(0)
class WrongValueFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

    private static final ConfigurationPropertyName PREFIX =
            ConfigurationPropertyName.of(FastSpringComponentAutoConfiguration.PREFIX);

    @Override
    protected FailureAnalysis analyze(Throwable failure, BindException cause) {
        if (!PREFIX.isAncestorOf(cause.getName())
                || cause.getCause() instanceof UnboundConfigurationPropertiesException) {
            return null;
        }
        ConfigurationProperty property = cause.getProperty();
        String place = property == null ? "" : " (" + property.getOrigin() + ")";
        return new FailureAnalysis(
                "The value of " + cause.getName() + place + " does not fit: it must be "
                        + form(cause.getTarget().getType().resolve(Object.class)),
                "Correct the value, or remove the property.",
                cause);
    }

    private static String form(Class<?> type) {
        return type.isEnum()
                ? Arrays.stream(type.getEnumConstants())
                        .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(" or "))
                : "of type " + type.getSimpleName();
    }
}
