package io.github.camelfastspring.springboot;

import java.util.stream.Collectors;

import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;

/** Tells of properties that the component does not have; without their values, unlike Spring Boot's, for they may be secrets. */
@Order(0)
class UnknownPropertyFailureAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {

    private static final ConfigurationPropertyName PREFIX =
            ConfigurationPropertyName.of(FastSpringComponentAutoConfiguration.PREFIX);

    @Override
    protected FailureAnalysis analyze(Throwable failure, UnboundConfigurationPropertiesException cause) {
        String unknown = cause.getUnboundProperties().stream()
                .filter(property -> PREFIX.isAncestorOf(property.getName()))
                .map(property -> property.getName() + " (" + property.getOrigin() + ")")
                .collect(Collectors.joining(", "));
        return unknown.isEmpty()
                ? null
                : new FailureAnalysis(
                        "The component fastspring has no such option: " + unknown,
                        "Correct the name, or remove the property. Options of endpoints belong in the URI.",
                        cause);
    }
}
