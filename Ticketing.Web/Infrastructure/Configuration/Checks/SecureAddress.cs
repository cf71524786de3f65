namespace Ticketing.Infrastructure.Configuration.Checks;

/// <summary>Addresses that receive secrets.</summary>
internal static class SecureAddress
{
    /// <returns>True for https, and for http to this machine.</returns>
    public static bool IsSecure(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);

    /// <returns>True for a secure address without a user name, query or fragment.</returns>
    public static bool IsPlain(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url)
        && IsSecure(url)
        && url.UserInfo.Length == 0
        && url.Query.Length == 0
        && url.Fragment.Length == 0;
}
