using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Ticketing.Features.Orders.Access;

/// <summary>
/// Encrypted list of the latest orders a browser may open. The entry of a browser that opened the order by a link includes a hash of the
/// buyer's address, so that correcting it locks out whoever opened the order from the mistyped mailbox. The browser that bought keeps its
/// access.
/// </summary>
public sealed class OrderCookie(IDataProtectionProvider protection, TimeProvider clock)
{
    public const string Name = "__Host-orders";
    private const int MaxOrders = 20;
    private const int IdLength = 16;
    private const int EntryLength = IdLength + 8;
    private const int TimestampLength = sizeof(long);
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);
    private readonly IDataProtector protector = protection.CreateProtector("Ticketing.OrderCookie.v1");

    public bool Allows(HttpContext http, Order order)
    {
        var linked = CreateEntry(order);
        return IsBuyer(http, order) || ReadEntries(http).Any(entry => entry.AsSpan().SequenceEqual(linked));
    }

    /// <summary>True only for the browser that bought.</summary>
    public bool IsBuyer(HttpContext http, Order order)
    {
        var bought = CreateBuyerEntry(order);
        return ReadEntries(http).Any(entry => entry.AsSpan().SequenceEqual(bought));
    }

    /// <summary>Saves strangers' requests a database query.</summary>
    public bool IsEmpty(HttpContext http) => ReadEntries(http).Count == 0;

    /// <summary>For the browser that buys.</summary>
    public void GrantToBuyer(HttpContext http, Order order) => Grant(http, order, CreateBuyerEntry(order));

    /// <summary>For a browser that opened the order by a link. The browser that bought stays what it is.</summary>
    public void Grant(HttpContext http, Order order) =>
        Grant(http, order, IsBuyer(http, order) ? CreateBuyerEntry(order) : CreateEntry(order));

    private void Grant(HttpContext http, Order order, byte[] granted)
    {
        var id = order.Id.ToByteArray();
        var others = ReadEntries(http).Where(entry => !entry.AsSpan(0, IdLength).SequenceEqual(id)).Take(MaxOrders - 1);
        var expires = clock.GetUtcNow() + Lifetime;
        List<byte[]> entries = [granted, .. others];
        byte[] plain = [.. BitConverter.GetBytes(expires.UtcTicks), .. entries.SelectMany(entry => entry)];
        http.Items[typeof(OrderCookie)] = entries;
        http.Response.Cookies.Append(
            Name,
            Base64Url.EncodeToString(protector.Protect(plain)),
            new CookieOptions
            {
                Path = "/",
                Secure = true,
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                IsEssential = true,
                Expires = expires,
            }
        );
    }

    private List<byte[]> ReadEntries(HttpContext http)
    {
        if (http.Items[typeof(OrderCookie)] is List<byte[]> grantedNow)
        {
            return grantedNow;
        }

        try
        {
            var plain = protector.Unprotect(Base64Url.DecodeFromChars(http.Request.Cookies[Name] ?? ""));
            return BitConverter.ToInt64(plain) > clock.GetUtcNow().UtcTicks ? [.. plain.Skip(TimestampLength).Chunk(EntryLength)] : [];
        }
        catch (Exception error) when (error is CryptographicException or FormatException)
        {
            // Not ours, or its key is gone.
            return [];
        }
    }

    private static byte[] CreateEntry(Order order) =>
        CreateEntry(order, order.AccessVersion == 0 ? order.BuyerEmail : $"{order.BuyerEmail}|{order.AccessVersion}");

    private static byte[] CreateBuyerEntry(Order order) => CreateEntry(order, $"buyer|{order.HoldId}");

    private static byte[] CreateEntry(Order order, string right) =>
        [.. order.Id.ToByteArray(), .. SHA256.HashData(Encoding.UTF8.GetBytes(right)).AsSpan(0, EntryLength - IdLength)];
}
