using System.Net;
using Ticketing.Features.OutgoingWebhooks.Network;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.OutgoingWebhooks.Endpoints;

/// <param name="Errors">By field name; the other values count only if there are none.</param>
public sealed record ParsedWebhookEndpoint(string Url, string Description, string Types, IReadOnlyDictionary<string, string> Errors);

/// <summary>Host names are looked up, and their addresses checked, whenever something is sent.</summary>
public sealed class WebhookEndpointValidator(WebhookAddressRules rules)
{
    public ParsedWebhookEndpoint Parse(WebhookEndpointForm form)
    {
        var errors = new Dictionary<string, string>();
        var url = Uri.TryCreate(form.Url.Trim(), UriKind.Absolute, out var typed) ? typed.AbsoluteUri : "";
        if (FindProblem(typed) is { } problem)
        {
            errors[nameof(form.Url)] = problem;
        }

        var description = InputText.SingleLine(form.Description);
        if (description.Length > WebhookEndpoint.MaxDescriptionLength)
        {
            errors[nameof(form.Description)] = T["At most {0} characters.", WebhookEndpoint.MaxDescriptionLength];
        }

        string[] types = [.. WebhookEventTypes.All.Where(form.Types.Contains)];
        if (types.Length == 0)
        {
            errors[nameof(form.Types)] = T["Choose at least one."];
        }

        return new(url, description, string.Join(' ', types), errors);
    }

    private string? FindProblem(Uri? url) =>
        url switch
        {
            null => T["Enter a complete address, like https://example.com/webhooks."],
            { Scheme: not "https" and not "http" } => T["The address must begin with https://."],
            { Scheme: "http" } when !rules.AllowsSomeWithoutHttps => T["The address must begin with https://."],
            { AbsoluteUri.Length: > WebhookEndpoint.MaxUrlLength } => T["At most {0} characters.", WebhookEndpoint.MaxUrlLength],
            { UserInfo.Length: > 0 } => T["The address must not contain a user name or password."],
            { Fragment.Length: > 0 } => T["The address must not contain a #."],
            _ when FindHost(url) is null => T["This host name is not valid."],
            _ when IPAddress.TryParse(FindHost(url), out var address) && !rules.IsAllowed(address, url.Scheme == Uri.UriSchemeHttps) => T[
                "This address is not on the public internet. The setting Webhooks:AllowedNetworks can allow it."
            ],
            _ => null,
        };

    /// <returns>Null if it cannot be written in ASCII, for example because it is too long then.</returns>
    private static string? FindHost(Uri url)
    {
        try
        {
            return url.IdnHost;
        }
        catch (UriFormatException)
        {
            return null;
        }
    }
}
