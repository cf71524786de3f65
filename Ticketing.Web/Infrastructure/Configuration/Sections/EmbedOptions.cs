using Ticketing.Infrastructure.Configuration.Checks;

namespace Ticketing.Infrastructure.Configuration.Sections;

/// <summary>Other sites that may show our list of events in a frame.</summary>
public sealed class EmbedOptions : IValidatedOptions
{
    internal const int MaxEntries = 20;

    public static string Section => "Embed";

    /// <summary>Origins, such as <c>https://www.example.org</c>. Empty entries do not count.</summary>
    public IList<string> AllowedSites { get; set; } = [];

    public IEnumerable<string> Origins => AllowedSites.Where(site => site.Length > 0);

    /// <summary>Accepts an address of any page of the site.</summary>
    /// <returns>Null if it is none.</returns>
    public static string? ParseOrigin(string typed) =>
        Uri.TryCreate(typed, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && address.Host.Length > 0
        && address.UserInfo.Length == 0
            ? $"{address.Scheme}://{address.IdnHost}{(address.IsDefaultPort ? "" : $":{address.Port}")}"
            : null;

    public void Validate(SettingProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        problems.Require(AllowedSites.Count <= MaxEntries, nameof(AllowedSites), $"has more than {MaxEntries} entries");
        foreach (var (index, site) in AllowedSites.Index().Where(entry => entry.Item.Length > 0))
        {
            problems.Require(
                ParseOrigin(site) == site,
                $"{nameof(AllowedSites)}:{index}",
                $"'{site}' is not a site like https://www.example.org, without a path"
            );
        }
    }
}
