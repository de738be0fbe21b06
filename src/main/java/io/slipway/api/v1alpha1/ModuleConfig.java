package io.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** Switches the module of the same name on or off and configures it (modules.md 2). */
@Group("deckhouse.io")
@Version("v1alpha1")
@Kind("ModuleConfig")
@Plural("moduleconfigs")
@Singular("moduleconfig")
@ShortNames("mc")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public final class ModuleConfig extends CustomResource<ModuleConfigSpec, ModuleConfigStatus> {}
