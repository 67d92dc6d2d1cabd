namespace RetSam.WebService.Tests;

/// <summary>Waits for what another thread is about to do, and no longer than half a minute.</summary>
internal static class WaitFor
{
    public static async Task TrueAsync(Func<Task<bool>> condition)
    {
        for (int i = 0; i < 1500; i++)
        {
            if (await condition())
            {
                return;
            }

            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.Fail("What was waited for did not come.");
    }
}
