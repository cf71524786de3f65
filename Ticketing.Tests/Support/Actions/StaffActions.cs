using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;

namespace Ticketing.Tests.Support.Actions;

/// <param name="Key">Authenticator key, base32.</param>
public sealed record StaffMember(Guid Id, string Name, string Email, string Password, string Key);

public static class StaffActions
{
    private static int memberCount;

    /// <summary>By key: the app's clock and the last time step used for a code.</summary>
    private static readonly ConcurrentDictionary<string, (TimeProvider Clock, long Used)> Authenticators = new();

    /// <summary>Two-factor authentication is set up.</summary>
    /// <param name="role">One of <see cref="Roles"/>, or null.</param>
    public static Task<StaffMember> CreateStaffAsync(this TicketingApp app, string? role = Roles.Admin, string? name = null) =>
        app.UseAsync<UserManager<AppUser>, StaffMember>(async users =>
        {
            var email = $"staff{Interlocked.Increment(ref memberCount)}@blueroom.example";
            var user = new AppUser
            {
                UserName = email,
                Email = email,
                EmailConfirmed = true,
                Name = name ?? $"Grace {memberCount}",
                Status = StaffStatus.Active,
                CreatedAt = app.Clock.GetUtcNow(),
            };
            const string password = "correct horse battery staple";
            AssertSucceeded(await users.CreateAsync(user, password));
            if (role is not null)
            {
                AssertSucceeded(await users.AddToRoleAsync(user, role));
            }

            AssertSucceeded(await users.ResetAuthenticatorKeyAsync(user));
            AssertSucceeded(await users.SetTwoFactorEnabledAsync(user, true));
            var key = (await users.GetAuthenticatorKeyAsync(user))!;
            Authenticators[key] = (app.Clock, 0);
            return new StaffMember(user.Id, user.Name, email, password, key);
        });

    /// <summary>Signed in with both factors.</summary>
    public static async Task<Browser> SignInAsStaffAsync(this TicketingApp app, string? role = Roles.Admin)
    {
        var member = await app.CreateStaffAsync(role);
        var browser = app.NewBrowser();
        await browser.SignInAsync(member);
        return browser;
    }

    public static async Task<BrowserPage> SignInAsync(this Browser browser, StaffMember member, string next = "/admin")
    {
        var asked = await (await browser.OpenAsync($"/admin/login?next={Uri.EscapeDataString(next)}")).SubmitAsync(
            "main form",
            new Dictionary<string, string> { ["Email"] = member.Email, ["Password"] = member.Password }
        );
        asked.ExpectStatus(HttpStatusCode.OK);
        return await asked.SubmitAsync("main form", new Dictionary<string, string> { ["Code"] = NextCode(member.Key) });
    }

    /// <summary>
    /// The next unused TOTP code (RFC 6238: SHA-1, six digits, 30 seconds). The server accepts the previous, the current and the next code,
    /// each once.
    /// </summary>
    /// <param name="clock">For keys that <see cref="CreateStaffAsync"/> did not create.</param>
    public static string NextCode(string base32Key, TimeProvider? clock = null)
    {
        var app = Authenticators.AddOrUpdate(
            base32Key,
            _ => Next(clock ?? TimeProvider.System, 0),
            (_, known) => Next(clock ?? known.Clock, known.Used)
        );
        return ComputeCode(base32Key, app.Used);
    }

    private static (TimeProvider Clock, long Used) Next(TimeProvider clock, long used) =>
        (clock, Math.Max(used + 1, (clock.GetUtcNow().ToUnixTimeSeconds() / 30) - 1));

    public static string ComputeCode(string base32Key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // Required by RFC 6238.
        var hash = HMACSHA1.HashData(FromBase32(base32Key), counter);
#pragma warning restore CA5350
        var offset = hash[^1] & 0xF;
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(offset, 4)) & 0x7FFFFFFF;
        return $"{number % 1_000_000:000000}";
    }

    private static byte[] FromBase32(string text)
    {
        var bits = string.Concat(
            text.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0'))
        );
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }

    private static void AssertSucceeded(IdentityResult result) =>
        Assert.True(result.Succeeded, string.Join(' ', result.Errors.Select(e => e.Description)));
}
