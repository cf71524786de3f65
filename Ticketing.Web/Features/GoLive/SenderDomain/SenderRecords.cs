namespace Ticketing.Features.GoLive.SenderDomain;

/// <summary>How far DNS shows that mail from the venue's domain is genuine.</summary>
public sealed class SenderRecords(ITxtLookup dns)
{
    /// <summary>Of widely used mail services. A selector cannot be looked up, only tried.</summary>
    internal static readonly IReadOnlyList<string> CommonSelectors =
    [
        .. (
            "default dkim mail smtp s1 s2 k1 k2 k3 selector1 selector2 google mandrill zoho protonmail fm1 fm2 fm3 sig1 mx pm sib brevo1 "
            + "mailjet"
        ).Split(' '),
    ];

    /// <returns>Null if DNS did not answer.</returns>
    public async Task<GoLiveFinding?> DescribeSpfAsync(string domain, CancellationToken ct) =>
        await dns.FindAsync(domain, ct) is { } texts
            ? texts.Where(text => IsSpf(text.TrimEnd())).ToList() switch
            {
                [] => GoLiveFinding.Warn(
                    T["{0} has no SPF record, so receivers may take your emails for forged. Add the one of your mail service.", domain]
                ),
                [var one] when one.Trim().Equals("v=spf1 -all", StringComparison.OrdinalIgnoreCase) => GoLiveFinding.Fail(
                    T["The SPF record of {0} forbids every server to send. Add your mail service to it.", domain]
                ),
                [_] => GoLiveFinding.Ok("SPF is published."),
                _ => GoLiveFinding.Fail(T["{0} has several SPF records, so receivers ignore them all. Merge them into one.", domain]),
            }
            : null;

    /// <summary>Parent domains count too, as receivers look there.</summary>
    /// <returns>Null if DNS did not answer.</returns>
    public async Task<GoLiveFinding?> DescribeDmarcAsync(string domain, CancellationToken ct)
    {
        for (
            var name = domain;
            name.Contains('.', StringComparison.Ordinal);
            name = name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..]
        )
        {
            if (await dns.FindAsync($"_dmarc.{name}", ct) is not { } texts)
            {
                return null;
            }

            switch (texts.Count(text => text.StartsWith("v=DMARC1", StringComparison.OrdinalIgnoreCase)))
            {
                case 0:
                    continue;
                case 1:
                    return GoLiveFinding.Ok(T["DMARC is published."]);
                default:
                    return GoLiveFinding.Warn(T["{0} has several DMARC records, so receivers ignore them all. Keep one.", name]);
            }
        }

        return GoLiveFinding.Warn(
            T["{0} has no DMARC record, which large mail services expect. Add one, such as v=DMARC1; p=none.", domain]
        );
    }

    /// <param name="selector">The configured one; common ones are tried if it is empty.</param>
    /// <returns>Null if DNS did not answer.</returns>
    public async Task<GoLiveFinding?> DescribeDkimAsync(string domain, string selector, CancellationToken ct)
    {
        if (selector.Length > 0)
        {
            return await HasKeyAsync(domain, selector, ct) switch
            {
                null => null,
                true => GoLiveFinding.Ok(T["A DKIM key is published for the selector {0}.", selector]),
                false => GoLiveFinding.Fail(
                    T[
                        "There is no DKIM key at {0}._domainkey.{1}. Add the one of your mail service, or correct its "
                            + "name (Mail:DkimSelector).",
                        selector,
                        domain
                    ]
                ),
            };
        }

        var tried = await Task.WhenAll(CommonSelectors.Select(async name => (Name: name, Found: await HasKeyAsync(domain, name, ct))));
        return tried.FirstOrDefault(one => one.Found == true).Name is { } found
                ? GoLiveFinding.Ok(T["A DKIM key is published for the selector {0}.", found])
            : tried.All(one => one.Found is null) ? null
            : GoLiveFinding.CannotTell(
                T[
                    "whether emails are signed with DKIM, as the name of the key is not known. Look for dkim=pass in the source of a "
                        + "received email, and set the name (Mail:DkimSelector) to the value after s= in its DKIM-Signature."
                ]
            );
    }

    private static bool IsSpf(string text) =>
        text.Equals("v=spf1", StringComparison.OrdinalIgnoreCase) || text.StartsWith("v=spf1 ", StringComparison.OrdinalIgnoreCase);

    // An empty key is a revoked one.
    private async Task<bool?> HasKeyAsync(string domain, string selector, CancellationToken ct) =>
        await dns.FindAsync($"{selector}._domainkey.{domain}", ct) is { } texts ? texts.Any(HasKey) : null;

    // Without a version it is a key too. A wildcard may answer with records for other purposes.
    private static bool HasKey(string text)
    {
        var tags = text.Split(';', StringSplitOptions.TrimEntries)
            .Select(tag => tag.Split('=', 2, StringSplitOptions.TrimEntries))
            .Where(pair => pair.Length == 2)
            .ToLookup(pair => pair[0], pair => pair[1]);
        return tags["v"].All(version => version == "DKIM1") && tags["p"].Any(key => key.Length > 0);
    }
}
