namespace Ticketing.Api.Tokens;

public sealed record TokenRequest
{
    /// <summary>Of the staff account.</summary>
    public required string Email { get; init; }

    /// <summary>The one for the staff pages.</summary>
    public required string Password { get; init; }

    /// <summary>The code that the authenticator app shows now, or a recovery code. Each is good once.</summary>
    public string? Code { get; init; }
}

public sealed record RefreshTokenRequest
{
    /// <summary>From the latest answer.</summary>
    public required string RefreshToken { get; init; }
}

public sealed record TokenResource
{
    /// <summary>Send it as “Authorization: Bearer …”.</summary>
    public required string AccessToken { get; init; }

    /// <summary>Seconds for which the access token is valid.</summary>
    public required int ExpiresIn { get; init; }

    /// <summary>Good once, for the next access token. Used a second time, it signs the program out.</summary>
    public required string RefreshToken { get; init; }

    /// <summary>“admin” or “superadmin”.</summary>
    public required string Role { get; init; }
}
