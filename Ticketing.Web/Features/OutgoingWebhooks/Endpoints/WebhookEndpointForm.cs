namespace Ticketing.Features.OutgoingWebhooks.Endpoints;

public sealed class WebhookEndpointForm
{
    public string Url { get; set; } = "";
    public string Description { get; set; } = "";
    public IReadOnlyList<string> Types { get; set; } = [];

    public static WebhookEndpointForm From(WebhookEndpoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return new()
        {
            Url = endpoint.Url,
            Description = endpoint.Description,
            Types = endpoint.Types,
        };
    }
}
