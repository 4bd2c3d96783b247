import { BellOutlined } from '@ant-design/icons'
import { Badge, Button, Popover, Progress } from 'antd'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useWords } from '../../i18n/words.ts'
import { forgetJob, minutesLeft, usePolledJobs, type Job } from '../../jobs/jobs.ts'
import { percentText } from '../../i18n/fraction.ts'

/** Long jobs: how far they are, and where their results lie. */
export const JobBell = () => {
  const say = useWords('shell')
  const jobs = usePolledJobs()
  const [open, setOpen] = useState(false)
  const running = jobs.filter((job) => job.state === 'running').length
  const list =
    jobs.length === 0 ? (
      <p className="bell-empty">{say('bellEmpty')}</p>
    ) : (
      <ul className="bell">
        {jobs.map((job) => (
          <BellJob key={job.id} job={job} close={() => setOpen(false)} />
        ))}
      </ul>
    )
  return (
    <Popover
      content={list}
      title={say('bell')}
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
    >
      <Badge count={running} size="small">
        <Button
          type="text"
          icon={<BellOutlined aria-hidden />}
          aria-label={running > 0 ? say('bellRunning', { count: running }) : say('bell')}
          aria-expanded={open}
        />
      </Badge>
    </Popover>
  )
}

const BellJob = ({ job, close }: { job: Job; close: () => void }) => {
  const say = useWords('shell')
  const navigate = useNavigate()
  const left = minutesLeft(job, new Date())
  const open = () => {
    close()
    void navigate({ href: job.href })
  }
  return (
    <li>
      <button type="button" className="link" onClick={open}>
        {job.title}
      </button>
      {job.state === 'running' && job.total !== undefined && (
        <Progress
          percent={Math.floor(((job.finished ?? 0) / Math.max(job.total, 1)) * 100)}
          size="small"
          format={percentText}
          aria-label={job.title}
        />
      )}
      <p className="bell-state">
        {say(`job-${job.state}`)}
        {job.state === 'running' && job.total !== undefined && ` · ${job.finished ?? 0} / ${job.total}`}
        {left !== null && ` · ${say('minutesLeft', { count: left })}`}
      </p>
      {job.state !== 'running' && (
        <Button size="small" type="text" onClick={() => forgetJob(job.id)}>
          {say('dismiss')}
        </Button>
      )}
    </li>
  )
}
