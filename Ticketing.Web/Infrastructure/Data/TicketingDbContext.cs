using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data.Identity;

namespace Ticketing.Infrastructure.Data;

/// <summary>Base context of the model. Each provider has a derived context with its own migrations.</summary>
/// <remarks>
/// To add a migration: <c>dotnet tool restore</c>, then for both databases <c>dotnet ef migrations add WhatChanged --project Ticketing.Web
/// --context SqliteTicketingDbContext --output-dir Infrastructure/Data/Sqlite/Migrations</c> and <c>dotnet ef migrations add WhatChanged
/// --project Ticketing.Web --context PostgresTicketingDbContext --output-dir Infrastructure/Data/Postgres/Migrations</c>. Test
/// both on a filled database, as <c>LegacyUpgradeTests</c> does.
/// </remarks>
public abstract class TicketingDbContext(DbContextOptions options, WriterGate gate)
    : IdentityDbContext<AppUser, IdentityRole<Guid>, Guid>(options)
{
    private const int MaxAttempts = 8;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(10);
    private bool writing;
    private bool committing;
    private List<Action>? afterCommit;

    /// <summary>True if unfinished work of any other process is known to be abandoned.</summary>
    public abstract bool IsSingleProcess { get; }

    /// <summary>False if a write transaction keeps all others out, so that its rows need no locks.</summary>
    internal abstract bool HasRowLocks { get; }

    /// <summary>Updates query planner statistics, unless the database does it itself.</summary>
    /// <exception cref="DatabaseBusyException">The write lock was not available in time.</exception>
    public virtual Task RefreshStatisticsAsync(CancellationToken ct) => Task.CompletedTask;

    /// <returns>Null if the database has no clock of its own.</returns>
    public virtual Task<DateTimeOffset?> GetServerTimeAsync(CancellationToken ct) => Task.FromResult<DateTimeOffset?>(null);

    internal bool IsWriting => writing;

    /// <summary>
    /// Runs <paramref name="work"/> in a write transaction, joining one already open. After a lost race (unique violation, deadlock) or a
    /// connection lost before the commit, the work runs again: it must read all it decides on and change nothing outside the database.
    /// </summary>
    /// <param name="commitIf">If false, rolls back and still returns the result.</param>
    /// <exception cref="DatabaseBusyException">The write lock was not available in time.</exception>
    public async Task<T> WriteAsync<T>(Func<Task<T>> work, Func<T, bool>? commitIf = null, CancellationToken ct = default)
    {
        if (writing)
        {
            return await work();
        }

        // A retry would lose earlier changes.
        var maxAttempts = ChangeTracker.HasChanges() ? 1 : MaxAttempts;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await WriteOnceAsync(work, commitIf, ct);
            }
            catch (Exception error) when (attempt < maxAttempts && (IsLostRace(error) || (!committing && IsConnectionLost(error))))
            {
                await Task.Delay(RetryDelay * attempt, ct);
            }
            catch (Exception error) when (IsBusy(error, committing))
            {
                throw new DatabaseBusyException("Timed out waiting for the database write lock.", error);
            }
        }
    }

    /// <summary>
    /// Runs the action once the changes around it are committed, and never if they are rolled back. For counters: it must not fail.
    /// </summary>
    internal void AfterCommit(Action action)
    {
        if (writing)
        {
            (afterCommit ??= []).Add(action);
        }
        else
        {
            action();
        }
    }

    private async Task<T> WriteOnceAsync<T>(Func<Task<T>> work, Func<T, bool>? commitIf, CancellationToken ct)
    {
        using var entered = await gate.EnterAsync(ct);
        (writing, committing) = (true, false);
        afterCommit = null;

        // A failed write is rolled back whole, and EF Core hides connections that break while releasing a savepoint.
        Database.AutoSavepointsEnabled = false;
        try
        {
            await using var transaction = await Database.BeginTransactionAsync(ct);
            var result = await work();
            if (commitIf is null || commitIf(result))
            {
                committing = true;
                await transaction.CommitAsync(CancellationToken.None);
                afterCommit?.ForEach(action => action());
            }
            else
            {
                await transaction.RollbackAsync(CancellationToken.None);
                ChangeTracker.Clear();
            }

            return result;
        }
        catch
        {
            // The next write must not save changes of a failed one.
            ChangeTracker.Clear();
            throw;
        }
        finally
        {
            writing = false;
        }
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Func<Task> work, CancellationToken ct = default) =>
        WriteAsync(
            async () =>
            {
                await work();
                return true;
            },
            commitIf: null,
            ct
        );

    /// <summary>Runs queries on one consistent snapshot, without blocking writers.</summary>
    public async Task<T> ReadInSnapshotAsync<T>(Func<Task<T>> read, CancellationToken ct)
    {
        if (Database.CurrentTransaction is not null)
        {
            return await read();
        }

        await Database.OpenConnectionAsync(ct);
        try
        {
            return await ReadInSnapshotCoreAsync(read, ct);
        }
        finally
        {
            await Database.CloseConnectionAsync();
        }
    }

    protected abstract Task<T> ReadInSnapshotCoreAsync<T>(Func<Task<T>> read, CancellationToken ct);

    /// <summary>Opens a write transaction if there is none. Identity stores call this too.</summary>
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default) =>
        WriteAsync(() => base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken), commitIf: null, cancellationToken);

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Writes are asynchronous: they may wait for the writer gate. Use SaveChangesAsync.");

    /// <summary>Null if bytewise is the default.</summary>
    protected virtual string? BytewiseCollation => null;

    /// <summary>True if a lock timed out and nothing was changed.</summary>
    /// <param name="committing">If true, a timeout may hide a successful commit: only an error from the server counts.</param>
    protected abstract bool IsBusy(Exception error, bool committing);

    /// <summary>True if the transaction lost a race and may be retried.</summary>
    protected abstract bool IsLostRace(Exception error);

    /// <summary>True if the connection broke.</summary>
    protected abstract bool IsConnectionLost(Exception error);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(TicketingDbContext).Assembly);
        ModelConventions.Apply(builder.Model, BytewiseCollation);
    }
}
