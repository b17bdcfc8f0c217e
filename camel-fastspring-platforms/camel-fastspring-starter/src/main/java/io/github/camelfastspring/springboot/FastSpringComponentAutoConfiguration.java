package io.github.camelfastspring.springboot;

import java.util.HashMap;
import java.util.Map;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.spring.boot.ComponentConfigurationProperties;
import org.apache.camel.spring.boot.util.CamelPropertiesHelper;
import org.apache.camel.spring.boot.util.ConditionalOnCamelContextAndAutoConfigurationBeans;
import org.apache.camel.spring.boot.util.ConditionalOnHierarchicalProperties;
import org.apache.camel.spring.boot.util.HierarchicalPropertiesEvaluator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Lazy;

import io.github.camelfastspring.FastSpringComponent;

/**
 * Gives the properties {@code camel.component.fastspring.*} to the component of the name {@code fastspring}, as it is made by
 * Camel or by a bean of the application. Components of other names, for further stores, are the application's own.
 */
@AutoConfiguration(after = CamelAutoConfiguration.class)
@Conditional(ConditionalOnCamelContextAndAutoConfigurationBeans.class)
@ConditionalOnHierarchicalProperties({"camel.component", FastSpringComponentAutoConfiguration.PREFIX})
@EnableConfigurationProperties({ComponentConfigurationProperties.class, FastSpringComponentConfiguration.class})
public class FastSpringComponentAutoConfiguration {

    static final String PREFIX = "camel.component.fastspring";

    private static final String CONFIGURATION = "configuration";

    @Lazy
    @Bean
    ComponentCustomizer configureFastSpringComponent(
            ApplicationContext application,
            ObjectProvider<CamelContext> context,
            FastSpringComponentConfiguration configuration) {
        return ComponentCustomizer.builder(FastSpringComponent.class)
                .withCondition((name, component) -> component instanceof FastSpringComponent
                        && name.equals("fastspring")
                        && HierarchicalPropertiesEvaluator.evaluate(
                                application, "camel.component.customizer", PREFIX + ".customizer"))
                .build(component -> configure(context.getObject(), configuration, component));
    }

    private static void configure(
            CamelContext context, FastSpringComponentConfiguration configuration, FastSpringComponent component) {
        Map<String, Object> options = CamelPropertiesHelper.getNonNullProperties(context, configuration);
        // They are about this class alone.
        options.remove("enabled");
        options.remove("customizer");
        Object start = options.remove(CONFIGURATION);
        if (start != null) {
            // Comes first, since the other options are set on it.
            CamelPropertiesHelper.setCamelProperties(
                    context, component, new HashMap<>(Map.of(CONFIGURATION, start)), true);
        }
        CamelPropertiesHelper.setCamelProperties(context, component, options, true);
    }
}
