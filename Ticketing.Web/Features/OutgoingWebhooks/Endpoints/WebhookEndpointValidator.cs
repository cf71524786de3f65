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
            errors[nameof(form.Description)] = $"At most {WebhookEndpoint.MaxDescriptionLength} characters.";
        }

        string[] types = [.. WebhookEventTypes.All.Where(form.Types.Contains)];
        if (types.Length == 0)
        {
            errors[nameof(form.Types)] = "Choose at least one.";
        }

        return new(url, description, string.Join(' ', types), errors);
    }

    private string? FindProblem(Uri? url) =>
        url switch
        {
            null => "Enter a complete address, like https://example.com/webhooks.",
            { Scheme: not "https" and not "http" } => "The address must begin with https://.",
            { Scheme: "http" } when !rules.AllowsSomeWithoutHttps => "The address must begin with https://.",
            { AbsoluteUri.Length: > WebhookEndpoint.MaxUrlLength } => $"At most {WebhookEndpoint.MaxUrlLength} characters.",
            { UserInfo.Length: > 0 } => "The address must not contain a user name or password.",
            { Fragment.Length: > 0 } => "The address must not contain a #.",
            _ when FindHost(url) is null => "This host name is not valid.",
            _ when IPAddress.TryParse(FindHost(url), out var address) && !rules.IsAllowed(address, url.Scheme == Uri.UriSchemeHttps) =>
                "This address is not on the public internet. The setting Webhooks:AllowedNetworks can allow it.",
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
