namespace Ticketing.Features.Orders.FreeTickets;

/// <summary>Finds different spellings of one mailbox. Never send mail to the result.</summary>
public static class EmailIdentity
{
    private const string Gmail = "gmail.com";

    /// <summary>Case and what follows a plus do not count; at Gmail, dots do not either.</summary>
    public static string Normalize(string email)
    {
        var lower = email.ToLowerInvariant();
        var at = lower.LastIndexOf('@');
        if (at <= 0)
        {
            return lower;
        }

        var (name, domain) = (lower[..at].Split('+')[0], lower[(at + 1)..]);
        return domain is Gmail or "googlemail.com"
            ? $"{name.Replace(".", "", StringComparison.Ordinal)}@{Gmail}"
            : $"{(name.Length > 0 ? name : lower[..at])}@{domain}";
    }
}
