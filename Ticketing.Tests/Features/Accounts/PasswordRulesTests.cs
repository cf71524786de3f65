using System.Buffers.Binary;
using System.Net;
using Microsoft.AspNetCore.Identity;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Features.Accounts;

public sealed class PasswordRulesTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    [Theory]
    [InlineData("short")]
    [InlineData("elevenchars")]
    [InlineData("password1234")]
    [InlineData("P@ssw0rd2031!!")]
    [InlineData("Password!Password!")]
    [InlineData("qwertyuiop123")]
    [InlineData("1234567890123")]
    [InlineData("abcdefghijklmn")]
    [InlineData("aaaaaaaaaaaaaaa")]
    [InlineData("abcabcabcabcabc")]
    [InlineData("zaq1zaq1zaq1")]
    [InlineData("letmein123456")]
    [InlineData("welcome2031london")]
    [InlineData("correct horse battery staple")]
    [InlineData("CorrectHorseBatteryStaple!")]
    [InlineData("grace.hopper@blueroom.example")]
    [InlineData("Grace Hopper 1")]
    [InlineData("the-blue-room-2031")]
    [InlineData("TheBlueRoom1!")]
    [InlineData("iloveyousomuch")]
    public void Guessable_passwords_are_refused_with_a_reason(string password) => Assert.NotNull(FindProblem(password));

    [Theory]
    [InlineData("seven lilac tractors hum")]
    [InlineData("zwölf Möwen über Husum")]
    [InlineData("hV7-pq2x-Lw9d")]
    [InlineData("Grace likes purple otters")]
    [InlineData("盐和胡椒在蓝色的船上唱歌")]
    public void Other_passwords_are_accepted_whatever_their_characters(string password) => Assert.Null(FindProblem(password));

    [Theory]
    [InlineData(64, true)]
    [InlineData(256, true)]
    [InlineData(257, false)]
    public void Long_passwords_are_accepted(int length, bool isAccepted) =>
        Assert.Equal(isAccepted, FindProblem(CreateLong(length)) is null);

    [Fact]
    public async Task Every_character_counts_also_spaces_at_the_ends_and_the_last_of_256()
    {
        var app = venues.On(DatabaseProvider.Sqlite);
        var member = await app.CreateStaffAsync();
        using var browser = app.NewBrowser();
        await browser.SignInAsync(member);
        var password = $" {CreateLong(254)} ";
        await (await browser.OpenAsync("/admin/account/password")).SubmitAsync(
            "#password",
            new Dictionary<string, string> { ["Current"] = member.Password, ["Password"] = password }
        );
        foreach (var wrong in new[] { password.Trim(), password[..^1], password[1..], password.ToUpperInvariant() })
        {
            (await browser.EnterPasswordAsync(member.Email, wrong)).ExpectStatus(HttpStatusCode.Forbidden);
        }

        Assert.Equal("/admin/login/second-factor", (await browser.EnterPasswordAsync(member.Email, password)).Path);
    }

    private static string CreateLong(int length) =>
        string.Concat(Enumerable.Range(0, length).Select(i => i % 6 == 5 ? "  " : $"{(char)('a' + (i * i % 26))}"))[..length];

    [Fact]
    public async Task Password_hashes_use_many_iterations()
    {
        await using var app = new TicketingApp { UsesRealPasswordHashing = true };
        var member = await app.CreateStaffAsync();

        var kept = Convert.FromBase64String(
            (await app.UseAsync<UserManager<AppUser>, AppUser?>(users => users.FindByIdAsync($"{member.Id}")))!.PasswordHash!
        );

        // Identity's V3 format: version, PRF (2 is HMAC-SHA512), iteration count.
        Assert.Equal(
            (1, 2u, 220_000u),
            (kept[0], BinaryPrimitives.ReadUInt32BigEndian(kept.AsSpan(1)), BinaryPrimitives.ReadUInt32BigEndian(kept.AsSpan(5)))
        );
    }

    private string? FindProblem(string password) =>
        venues
            .On(DatabaseProvider.Sqlite)
            .UseAsync<PasswordRules, string?>(rules =>
                Task.FromResult(rules.FindProblem(password, "Grace Hopper", "grace.hopper@blueroom.example"))
            )
            .GetAwaiter()
            .GetResult();
}
