using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Infrastructure.Hosting.Security;

/// <summary>Names the sites that may frame a page. They may change at any time.</summary>
internal sealed class EmbeddedPolicy(IOptionsMonitor<EmbedOptions> embed, Func<IReadOnlyList<string>, HeaderPolicyCollection> create)
{
    private Built? latest;

    public HeaderPolicyCollection Get()
    {
        var origins = embed.CurrentValue.Origins.ToList();
        var built = Volatile.Read(ref latest);
        if (built is null || !built.Origins.SequenceEqual(origins))
        {
            built = new Built(origins, create(origins));
            Volatile.Write(ref latest, built);
        }

        return built.Policy;
    }

    private sealed record Built(IReadOnlyList<string> Origins, HeaderPolicyCollection Policy);
}
