namespace RetSam.Cli;

/// <summary>
/// Lets a process work on a shard: the folder holds the same cohort, and no other process is at the same shard. Processes ask one after
/// the other, so that those which begin together with <c>--restart</c> clear the folder once.
/// </summary>
internal static class CohortAdmission
{
    /// <summary>Waits for its turn, then agrees with what the folder holds or refuses.</summary>
    /// <returns>The shard's lock, to be held for as long as the shard is worked on.</returns>
    /// <exception cref="CliException">The folder holds another cohort, or another process is at work there.</exception>
    public static async Task<CohortLock> EnterAsync(CohortFolder folder, CohortPlan plan, CohortShard shard, bool restart, CancellationToken cancellationToken)
    {
        folder.Create();
        using CohortLock turn = await CohortLock.TakeAsync(folder.Turn, cancellationToken).ConfigureAwait(false);
        CohortLock mine = CohortLock.TryTake(folder.LockOf(shard))
            ?? throw folder.Refusal($"shard {shard} is being worked on by another process; wait for it, or stop it and run this again");
        try
        {
            Agree(folder, plan, shard, restart);
            return mine;
        }
        catch
        {
            mine.Dispose();
            throw;
        }
    }

    private static void Agree(CohortFolder folder, CohortPlan plan, CohortShard shard, bool restart)
    {
        IReadOnlyList<string> differences = DifferencesTo(plan, folder, restart);
        if (differences.Count > 0)
        {
            if (!restart)
            {
                throw folder.Refusal($"was begun otherwise ({string.Join("; ", differences)}); take another folder, or --restart to remove what is there");
            }

            RefuseWhileOthersWork(folder, shard);
            folder.Clear();
            folder.Create();
        }

        if (!File.Exists(folder.Plan))
        {
            plan.Save(folder.Plan);
        }
    }

    private static IReadOnlyList<string> DifferencesTo(CohortPlan plan, CohortFolder folder, bool restart)
    {
        if (!File.Exists(folder.Plan))
        {
            // Nobody can say what these are of.
            return folder.HoldsResults ? ["there are results and no cohort.json"] : [];
        }

        try
        {
            return CohortPlan.Read(folder.Plan).DifferencesTo(plan);
        }
        catch (CliException) when (restart)
        {
            return ["cohort.json cannot be read"];
        }
    }

    /// <summary>What others still write would come from the cohort that is removed.</summary>
    private static void RefuseWhileOthersWork(CohortFolder folder, CohortShard shard)
    {
        foreach (string file in folder.Locks.Where(file => file != folder.LockOf(shard)))
        {
            using CohortLock? free = CohortLock.TryTake(file);
            if (free is null)
            {
                throw folder.Refusal($"--restart would remove what another process is at work on ({Path.GetFileNameWithoutExtension(file)}); wait for it, or stop it and run this again");
            }
        }
    }
}
