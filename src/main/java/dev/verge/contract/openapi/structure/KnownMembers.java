package dev.verge.contract.openapi.structure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Every member of every object of OpenAPI 3.1 and 3.0, and what stands in it.
 *
 * <p>One line an object; a member is {@code name:type}. A type is {@code text}, {@code flag}, {@code any}, or the name
 * of an object; {@code [type]} is a list and {@code {type}} an object with names of the operator's choice. {@code !}
 * behind it: must be there. {@code ^} before the name: not in OpenAPI 3.0.
 */
final class KnownMembers {
    private static final String[] OBJECTS = {
        "OpenApi openapi:text! info:Info! ^jsonSchemaDialect:text servers:[Server] paths:Paths ^webhooks:{PathItem}"
                + " components:Components security:[Security] tags:[Tag] externalDocs:ExternalDocs",
        "Info title:text! ^summary:text description:text termsOfService:text contact:Contact license:License"
                + " version:text!",
        "Contact name:text url:text email:text",
        "License name:text! ^identifier:text url:text",
        "Server url:text! description:text variables:{ServerVariable}",
        "ServerVariable enum:[text] default:text! description:text",
        "Tag name:text! description:text externalDocs:ExternalDocs",
        "ExternalDocs description:text url:text!",
        "Components schemas:{Schema} responses:{Response} parameters:{Parameter} examples:{Example}"
                + " requestBodies:{RequestBody} headers:{Header} securitySchemes:{SecurityScheme} links:{Link}"
                + " callbacks:{Callback} ^pathItems:{PathItem}",
        "PathItem $ref:text summary:text description:text get:Operation put:Operation post:Operation"
                + " delete:Operation options:Operation head:Operation patch:Operation trace:Operation"
                + " servers:[Server] parameters:[Parameter]",
        "Operation tags:[text] summary:text description:text externalDocs:ExternalDocs operationId:text"
                + " parameters:[Parameter] requestBody:RequestBody responses:Responses callbacks:{Callback}"
                + " deprecated:flag security:[Security] servers:[Server]",
        "Parameter name:text! in:text! description:text required:flag deprecated:flag allowEmptyValue:flag"
                + " style:text explode:flag allowReserved:flag schema:Schema example:any examples:{Example}"
                + " content:{MediaType}",
        "Header description:text required:flag deprecated:flag allowEmptyValue:flag style:text explode:flag"
                + " allowReserved:flag schema:Schema example:any examples:{Example} content:{MediaType}",
        "RequestBody description:text content:{MediaType}! required:flag",
        "MediaType schema:Schema example:any examples:{Example} encoding:{Encoding}",
        "Encoding contentType:text headers:{Header} style:text explode:flag allowReserved:flag",
        "Response description:text! headers:{Header} content:{MediaType} links:{Link}",
        "Example summary:text description:text value:any externalValue:text",
        "Link operationRef:text operationId:text parameters:{any} requestBody:any description:text server:Server",
        "SecurityScheme type:text! description:text name:text in:text scheme:text bearerFormat:text"
                + " flows:OAuthFlows openIdConnectUrl:text",
        "OAuthFlows implicit:OAuthFlow password:OAuthFlow clientCredentials:OAuthFlow authorizationCode:OAuthFlow",
        "OAuthFlow authorizationUrl:text tokenUrl:text refreshUrl:text scopes:{text}!",
        "Reference $ref:text! summary:text description:text",
    };

    /**
     * A member.
     *
     * @param type what stands in it
     * @param required whether it must be there
     */
    record Member(String type, boolean required) {}

    private final Map<String, Map<String, Member>> objects = new LinkedHashMap<>();

    KnownMembers(boolean openApi30) {
        for (String line : OBJECTS) {
            String[] words = line.split(" ", -1);
            var members = new LinkedHashMap<String, Member>();
            for (int index = 1; index < words.length; index++) {
                add(words[index], members, openApi30);
            }
            objects.put(words[0], members);
        }
    }

    /** The members of an object; empty for a type that is none. */
    Optional<Map<String, Member>> of(String type) {
        return Optional.ofNullable(objects.get(type));
    }

    private static void add(String word, Map<String, Member> members, boolean openApi30) {
        boolean newer = word.startsWith("^");
        if (newer && openApi30) {
            return;
        }
        int colon = word.indexOf(':');
        String type = word.substring(colon + 1);
        boolean required = type.endsWith("!");
        members.put(
                word.substring(newer ? 1 : 0, colon),
                new Member(required ? type.substring(0, type.length() - 1) : type, required));
    }
}
