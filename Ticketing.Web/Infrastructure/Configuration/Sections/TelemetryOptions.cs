using Ticketing.Infrastructure.Configuration.Checks;

namespace Ticketing.Infrastructure.Configuration.Sections;

public enum OtlpProtocol
{
    HttpProtobuf,
    Grpc,
}

/// <summary>Where traces, metrics and logs are sent.</summary>
public sealed class TelemetryOptions : IValidatedOptions
{
    public static string Section => "Telemetry";

    /// <summary>A collector's address, like <c>http://localhost:4318</c>. Nothing is sent if it is empty.</summary>
    public string OtlpEndpoint { get; set; } = "";

    public OtlpProtocol OtlpProtocol { get; set; }

    /// <summary>Like <c>api-key=…,x-other=…</c>. Secret.</summary>
    public string OtlpHeaders { get; set; } = "";

    /// <summary>Share of the traces that are sent.</summary>
    public double TracesPercent { get; set; } = 100;

    /// <returns>Null if it is no address of a collector.</returns>
    public static Uri? TryParseEndpoint(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            ? address
            : null;

    public void Validate(SettingProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        problems.Require(
            OtlpEndpoint.Length == 0 || TryParseEndpoint(OtlpEndpoint) is { UserInfo: "", Query: "" },
            nameof(OtlpEndpoint),
            "is not an address like http://localhost:4318"
        );
        problems.RequireBetween(nameof(TracesPercent), TracesPercent, 0, 100);
        problems.Require(
            OtlpHeaders.Length == 0 || OtlpHeaders.Split(',').All(header => header.IndexOf('=', StringComparison.Ordinal) > 0),
            nameof(OtlpHeaders),
            "is not a list like 'api-key=…,x-other=…'"
        );
    }
}
