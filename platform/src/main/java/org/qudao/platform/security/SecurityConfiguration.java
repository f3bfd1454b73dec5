package org.qudao.platform.security;

import com.mongodb.client.MongoDatabase;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.qudao.platform.mongo.IndexPlan;
import org.qudao.web.tokens.IssuerTokens;
import org.qudao.web.tokens.UnjudgedTokens;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Every service verifies the token itself: signature by an allowed algorithm, issuer, audience, time. Only health and the API
 * description are open.
 */
@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
public class SecurityConfiguration {

    private static final Set<Role> OF_THE_API = EnumSet.complementOf(EnumSet.of(Role.METRICS));

    @Bean
    SecurityFilterChain securityFilterChain(HttpSecurity http, JwtDecoder decoder) throws Exception {
        ProblemAuthentication problems = new ProblemAuthentication();
        return http.addFilterBefore(new UnjudgedTokens(), BearerTokenAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(EndpointRequest.to("health"))
                        .permitAll()
                        .requestMatchers(EndpointRequest.to("prometheus"))
                        .hasAnyRole(Role.HQ.name(), Role.SERVICE.name(), Role.METRICS.name())
                        .requestMatchers(EndpointRequest.toAnyEndpoint())
                        .hasAnyRole(Role.HQ.name(), Role.SERVICE.name())
                        .requestMatchers("/v3/api-docs/**", "/v3/api-docs.yaml")
                        .permitAll()
                        .anyRequest()
                        .hasAnyRole(names(OF_THE_API)))
                .oauth2ResourceServer(
                        server -> server.jwt(jwt -> jwt.decoder(decoder).jwtAuthenticationConverter(authorities()))
                                .authenticationEntryPoint(problems)
                                .accessDeniedHandler(problems))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // No cookie ever authenticates here, so there is nothing to forge a request with.
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    /** Asks the issuer for its keys at the first token, not at start: services and issuer may start in any order. */
    @Bean
    JwtDecoder jwtDecoder(@Value("${qudao.issuer-uri}") String issuer, @Value("${qudao.audience}") String audience) {
        return new IssuerTokens(issuer, audience);
    }

    /** A span and two events for every security filter of every request cost more than they tell. */
    @Bean
    SecurityObservationSettings noObservationOfFilters() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    ScopeTree scopeTree(MongoDatabase database) {
        return new ScopeTree(database);
    }

    @Bean
    IndexPlan scopeTreeIndexes() {
        return IndexPlan.on(ScopeTree.COLLECTION).index("path", ScopeTree.PATH);
    }

    @Bean
    WebMvcConfigurer callers() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerArgument());
            }

            @Override
            public void addInterceptors(InterceptorRegistry interceptors) {
                interceptors.addInterceptor(new RolesFirst()).order(Ordered.HIGHEST_PRECEDENCE);
            }
        };
    }

    private static JwtAuthenticationConverter authorities() {
        JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(token -> CallerArgument.caller(token).roles().stream()
                .<GrantedAuthority>map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                .toList());
        return converter;
    }

    private static String[] names(Set<Role> roles) {
        return roles.stream().map(Role::name).toArray(String[]::new);
    }
}
